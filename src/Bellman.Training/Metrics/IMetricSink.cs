using Bellman.Core;

namespace Bellman.Training;

/// <summary>
/// Where the numbers of a training go, such as files for TensorBoard. The trainer writes the episode's figures, everything that the
/// agent records (<see cref="Core.Metrics"/>), and what callbacks report. A sink that throws is left out from then on, with one warning:
/// it never stops a training.
/// </summary>
public interface IMetricSink : IDisposable
{
    /// <summary>The name under which the sink's state is saved, and by which warnings call it. Default: the name of its type.</summary>
    string Name => GetType().Name;

    /// <summary>Takes in a number.</summary>
    /// <param name="name">Its name, for instance <c>episode_return</c>.</param>
    /// <param name="value">The value, finite.</param>
    /// <param name="step">The training's environment steps so far.</param>
    void Scalar(string name, double value, long step);

    /// <summary>Takes in a distribution.</summary>
    /// <param name="name">Its name, for instance <c>q_value/2</c>.</param>
    /// <param name="values">Its values, at least one, valid during the call alone.</param>
    /// <param name="step">The training's environment steps so far.</param>
    void Histogram(string name, ReadOnlySpan<float> values, long step)
    {
    }

    /// <summary>Hands everything on to where it lasts; called now and then, before each checkpoint, and at the end.</summary>
    void Flush()
    {
    }

    /// <summary>Writes the sink's own state into a checkpoint.</summary>
    void Save(CheckpointWriter writer)
    {
    }

    /// <summary>Restores what <see cref="Save"/> wrote, so that nothing is there twice after a resume.</summary>
    void Load(CheckpointReader reader)
    {
    }
}
