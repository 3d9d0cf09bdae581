namespace Bellman.Testing;

/// <summary>Something that a check looks at is not as it must be. The message says what; a test that lets it through fails.</summary>
public sealed class CheckFailedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public CheckFailedException(string message)
        : base(message)
    {
    }
}
