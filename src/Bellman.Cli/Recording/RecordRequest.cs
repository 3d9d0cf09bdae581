namespace Bellman.Cli;

/// <summary>What is to be recorded, and how.</summary>
internal sealed record RecordRequest
{
    /// <summary>The file, whose ending says what it is.</summary>
    public required string Out { get; init; }

    /// <summary>The seed of the first episode's world.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many episodes.</summary>
    public int Episodes { get; init; } = 1;

    /// <summary>Pictures shown in a second; the environment's own where null.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Pixels for each unit of the drawing.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>Whether step, return and what the agent thinks are shown below.</summary>
    public bool HasOverlay { get; init; } = true;

    /// <summary>The one picture that is wanted, after so many steps; null for all.</summary>
    public int? Frame { get; init; }

    /// <summary>Whether the map of values and best actions is wanted in place of an episode.</summary>
    public bool IsMap { get; init; }

    /// <summary>The height of the drawing.</summary>
    public int Height => HasOverlay ? Core.EpisodePicture.Height : Core.Env.PictureHeight;
}
