namespace Bellman.Testing;

/// <summary>Something that <see cref="EnvironmentChecker"/> found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">What was seen, with the numbers, in a sentence.</param>
public sealed record EnvironmentFinding(FindingKind Kind, string Message)
{
    /// <summary>Whether it breaks the contract; otherwise it is advice, which an environment may have a reason not to take.</summary>
    public bool IsFault => Kind <= FindingKind.WrongActionChangesState;

    /// <summary>What mends it, in a line.</summary>
    public string Advice => FindingAdvice.Of(Kind);

    /// <summary>What was seen and what mends it.</summary>
    public override string ToString() => $"{Message} {Advice}";
}
