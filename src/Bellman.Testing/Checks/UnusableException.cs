namespace Bellman.Testing;

/// <summary>Ends an examination, as nothing can be looked at without what is missing.</summary>
internal sealed class UnusableException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">What is missing.</param>
    /// <param name="message">What was seen, in a sentence.</param>
    public UnusableException(FindingKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>What is missing.</summary>
    public FindingKind Kind { get; }
}
