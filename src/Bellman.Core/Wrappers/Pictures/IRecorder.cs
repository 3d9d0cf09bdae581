namespace Bellman.Core;

/// <summary>A wrapper that keeps something of a training for people to look at. In a world for evaluation (<see cref="VectorEnv.CreateEnv"/>) it is switched off.</summary>
public interface IRecorder
{
    /// <summary>Whether anything is kept. Default: yes; not in a world for evaluation.</summary>
    bool IsRecording { get; set; }

    /// <summary>How often something could not be kept. Default: never.</summary>
    int Failures => 0;

    /// <summary>Why the last one could not; <see langword="null"/> where none failed.</summary>
    string? Failure => null;
}
