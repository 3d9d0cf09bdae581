namespace Bellman.Numerics;

/// <summary>How a weight matrix lies in memory.</summary>
public enum MatrixLayout
{
    /// <summary>One row for each output, padded to 16 elements: for layers of few outputs, and for vectors.</summary>
    Rows,

    /// <summary>
    /// Panels of some neighbouring outputs, within each a row for each input: for layers of many outputs
    /// (<see cref="PanelLayout"/>).
    /// </summary>
    Panels,
}
