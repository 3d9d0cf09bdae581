namespace Bellman.Numerics;

/// <summary>Which inputs of a matrix in panels are transposed, and where their rows go.</summary>
/// <param name="Inputs">The number of inputs that are transposed.</param>
/// <param name="Outputs">The number of outputs.</param>
internal readonly record struct TransposeArguments(int Inputs, int Outputs)
{
    /// <summary>The number of inputs of the whole matrix.</summary>
    public int AllInputs { get; init; } = Inputs;

    /// <summary>The first input that is transposed.</summary>
    public int FirstInput { get; init; }

    /// <summary>The distance from one to the next.</summary>
    public int InputStep { get; init; } = 1;

    /// <summary>The number of rows in the destination's panels.</summary>
    public int AllRows { get; init; } = Outputs;

    /// <summary>The row of the destination that receives the first output.</summary>
    public int FirstRow { get; init; }
}
