namespace Bellman.Neural;

/// <summary>A layer in its place in a network: its sizes and where its parameters lie.</summary>
internal sealed record LayerSlot
{
    public required Layer Layer { get; init; }

    public required int InputSize { get; init; }

    public required int InputStride { get; init; }

    public required int OutputSize { get; init; }

    public required int OutputStride { get; init; }

    public required ParameterRange[] Blocks { get; init; }

    public required int ScratchFixed { get; init; }

    public required int ScratchPerRow { get; init; }

    /// <summary>Whether scratch of a row lies together, behind the fixed part.</summary>
    public required bool ScratchRowByRow { get; init; }

    /// <summary>Where the layer's part of a sequence's state begins.</summary>
    public required int StateOffset { get; init; }

    /// <summary>What the layer kept for itself.</summary>
    public required object? Plan { get; init; }
}
