using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>Watches for the lowest mean return of the last 100 episodes.</summary>
internal sealed class LowestMean : ICallback
{
    public double Value { get; private set; } = double.PositiveInfinity;

    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode) => Value = Math.Min(Value, context.MeanReturn);
}
