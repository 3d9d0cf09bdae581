namespace Bellman.Neural;

/// <summary>A named part of <see cref="Parameters"/>: a weight matrix or a bias vector, and where its elements are stored.</summary>
/// <remarks>
/// Outside, a matrix is always row-major <c>[outputs, inputs]</c> and without padding, as PyTorch has it; a vector has one column. The
/// kernels of a convolution are <c>[filters, channels x height x width]</c>, the gates of a recurrent layer lie one below the other.
/// Inside, matrices are laid out as the kernels want them.
/// </remarks>
public sealed class ParameterTensor
{
    private readonly TensorPlace _place;

    internal ParameterTensor(string name, int rows, int columns, bool isKernel, int fanIn, int fanOut, TensorPlace place)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        IsKernel = isKernel;
        FanIn = fanIn;
        FanOut = fanOut;
        _place = place;
    }

    /// <summary>The name, unique within its network, for example <c>layers.0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The number of rows: the outputs of a matrix, the length of a vector.</summary>
    public int Rows { get; }

    /// <summary>The number of columns: the inputs of a matrix, 1 for a vector.</summary>
    public int Columns { get; }

    /// <summary>The number of elements without padding.</summary>
    public int Length => Rows * Columns;

    /// <summary>Whether it holds weights (to which L2 applies) and not biases.</summary>
    public bool IsKernel { get; }

    /// <summary>The number of inputs that enter one output of its layer.</summary>
    public int FanIn { get; }

    /// <summary>The number of outputs that one input of its layer enters.</summary>
    public int FanOut { get; }

    internal int Offset => _place.Offset;

    /// <summary>The index of one element in <see cref="Parameters.Values"/> and <see cref="Parameters.Gradients"/>.</summary>
    /// <param name="row">The row: the output.</param>
    /// <param name="column">The column: the input; 0 for a vector.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The row or the column lies outside the tensor.</exception>
    public int IndexOf(int row, int column)
    {
        if ((uint)row >= (uint)Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"{Name} has {Rows} rows.");
        }

        if ((uint)column >= (uint)Columns)
        {
            throw new ArgumentOutOfRangeException(nameof(column), column, $"{Name} has {Columns} columns.");
        }

        return _place.IndexOf(row, column, Columns);
    }

    internal bool SameAs(ParameterTensor other) =>
        Name == other.Name && Rows == other.Rows && Columns == other.Columns && _place == other._place;
}
