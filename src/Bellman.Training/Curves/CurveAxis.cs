namespace Bellman.Training;

/// <summary>What a curve is drawn against.</summary>
public enum CurveAxis
{
    /// <summary>The training's environment steps so far.</summary>
    Steps,

    /// <summary>The episodes finished so far; in an event file the number of the value, from 1.</summary>
    Episodes,

    /// <summary>The training's seconds so far; in an event file the seconds since its first event.</summary>
    Seconds,
}
