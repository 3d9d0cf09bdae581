using Bellman.Numerics;

namespace Bellman.Core;

/// <summary>An environment id that nothing was registered under. The message names the nearest known id.</summary>
public sealed class UnknownEnvironmentException : ArgumentException
{
    /// <summary>Creates the exception for an id, with a suggestion out of the known ones.</summary>
    public UnknownEnvironmentException(string id, IEnumerable<string> knownIds)
        : base($"There is no environment '{id}'.{NearestName.Suggestion(id, knownIds)} `bellman envs` lists them all.")
    {
        Id = id;
    }

    /// <summary>The id that was asked for.</summary>
    public string Id { get; }
}
