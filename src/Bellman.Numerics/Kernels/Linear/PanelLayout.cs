namespace Bellman.Numerics;

/// <summary>
/// The storage order of a weight matrix for products whose results are vectors along the outputs: the outputs are cut into panels,
/// and each panel holds one row of neighbouring outputs for each input. A kernel that computes one panel reads its weights as one stream.
/// </summary>
/// <remarks>
/// The number of outputs is padded to 16; all panels are <see cref="Width"/> wide but the last, which may be 16 wide. The order
/// is the same on every machine.
/// </remarks>
public static class PanelLayout
{
    /// <summary>The number of outputs in a full panel.</summary>
    public const int Width = 32;

    /// <summary>The number of outputs in the panel that begins at an output.</summary>
    /// <param name="firstOutput">The first output of the panel.</param>
    /// <param name="paddedOutputs">The number of outputs, padded to 16.</param>
    /// <returns><see cref="Width"/>, or what is left.</returns>
    public static int WidthAt(int firstOutput, int paddedOutputs) => Math.Min(Width, paddedOutputs - firstOutput);

    /// <summary>The index of one weight.</summary>
    /// <param name="output">The output.</param>
    /// <param name="input">The input.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="paddedOutputs">The number of outputs, padded to 16.</param>
    /// <returns>The index from the beginning of the matrix.</returns>
    public static int IndexOf(int output, int input, int inputs, int paddedOutputs)
    {
        int first = output / Width * Width;
        return (first * inputs) + (input * WidthAt(first, paddedOutputs)) + (output - first);
    }
}
