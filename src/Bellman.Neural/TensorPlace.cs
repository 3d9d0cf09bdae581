using Bellman.Numerics;

namespace Bellman.Neural;

/// <summary>Where and in which order the elements of a tensor are stored.</summary>
/// <param name="Offset">The index of the first one.</param>
/// <param name="Layout">How a matrix lies in memory.</param>
/// <param name="RowStride">
/// The distance between rows of <see cref="MatrixLayout.Rows"/>, the padded number of outputs of <see cref="MatrixLayout.Panels"/>.
/// </param>
internal readonly record struct TensorPlace(int Offset, MatrixLayout Layout, int RowStride)
{
    /// <summary>Where rows come in groups, one for each gate of a recurrent layer, the length of a group. Each is padded to 16.</summary>
    public int GroupLength { get; init; }

    /// <summary>
    /// Where columns are channels of images and within each the taps of a kernel, the number of taps if they are stored the other
    /// way round: for each tap all channels.
    /// </summary>
    public int Taps { get; init; }

    /// <summary>The index of one element.</summary>
    public int IndexOf(int row, int column, int columns)
    {
        if (GroupLength > 0)
        {
            row = (row / GroupLength * AlignedBuffer.Pad(GroupLength)) + (row % GroupLength);
        }

        if (Taps > 0)
        {
            column = (column % Taps * (columns / Taps)) + (column / Taps);
        }

        return Offset + (Layout == MatrixLayout.Rows ? (row * RowStride) + column : PanelLayout.IndexOf(row, column, columns, RowStride));
    }
}
