using Bellman.Core;

namespace Bellman.Agents;

/// <summary>The episodes of several worlds, those under way and those that have ended, for an agent that learns from whole episodes.</summary>
internal sealed class EpisodeBuffer
{
    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly float _rewardScale;
    private readonly EpisodeColumns[] _underWay;
    private readonly float[] _drawn;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="worlds">How many worlds there are.</param>
    /// <param name="observationSize">Numbers in an observation.</param>
    /// <param name="actionSize">Numbers in an action.</param>
    /// <param name="rewardScale">What rewards are multiplied by.</param>
    public EpisodeBuffer(int worlds, int observationSize, int actionSize, float rewardScale)
    {
        (_observationSize, _actionSize, _rewardScale) = (observationSize, actionSize, rewardScale);
        _underWay = [.. Enumerable.Range(0, worlds).Select(_ => new EpisodeColumns(observationSize, actionSize))];
        _drawn = new float[worlds * actionSize];
        Ended = new EpisodeColumns(observationSize, actionSize);
    }

    /// <summary>The actions of the step that is under way, for the agent to write as it drew them.</summary>
    public Span<float> StepActions => _drawn;

    /// <summary>The steps of the episodes that have ended.</summary>
    public EpisodeColumns Ended { get; }

    /// <summary>How many episodes those are.</summary>
    public int EndedCount { get; private set; }

    /// <summary>Takes in one world's step.</summary>
    /// <param name="transitions">The steps of all worlds.</param>
    /// <param name="world">The world.</param>
    public void Add(in Transitions transitions, int world) => _underWay[world].Add(
        transitions.Observations.Slice(world * _observationSize, _observationSize),
        _drawn.AsSpan(world * _actionSize, _actionSize),
        _rewardScale * transitions.Rewards[world]);

    /// <summary>Ends a world's episode.</summary>
    /// <param name="world">The world.</param>
    /// <param name="nextValue">What its last observation is worth: zero where the episode terminated.</param>
    public void End(int world, float nextValue)
    {
        _underWay[world].End(nextValue);
        Ended.Append(_underWay[world]);
        _underWay[world].Clear();
        EndedCount++;
    }

    /// <summary>Forgets the episodes that have ended.</summary>
    public void ClearEnded()
    {
        Ended.Clear();
        EndedCount = 0;
    }

    /// <summary>Writes all episodes, between steps.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write("ended_count", EndedCount);
        using (writer.Section("ended")) Ended.Save(writer);
        for (int world = 0; world < _underWay.Length; world++)
        {
            using (writer.Section($"under_way/{world}")) _underWay[world].Save(writer);
        }
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        EndedCount = reader.ReadInt32("ended_count");
        using (reader.Section("ended")) Ended.Load(reader);
        for (int world = 0; world < _underWay.Length; world++)
        {
            using (reader.Section($"under_way/{world}")) _underWay[world].Load(reader);
        }
    }
}
