namespace Bellman.Core;

/// <summary>A checkpoint or model file that cannot be used: damaged, of another kind or version, or lacking an entry. The message names the file.</summary>
public sealed class CheckpointFormatException : IOException
{
    /// <summary>Creates the exception with its message.</summary>
    public CheckpointFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public CheckpointFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
