namespace Bellman.Neural;

/// <summary>A layer in its place in a network: its sizes and where its parameters lie.</summary>
internal sealed record LayerSlot(
    Layer Layer,
    int InputSize,
    int InputStride,
    int OutputSize,
    int OutputStride,
    ParameterRange[] Blocks,
    int ScratchFixed,
    int ScratchPerRow);
