using Bellman.Core;

namespace Bellman.Agents;

/// <summary>The episodes of several worlds, those under way and those that have ended, for an agent that learns from whole episodes.</summary>
internal sealed class EpisodeBuffer
{
    /// <summary>Steps of an episode for which there is room at the start where no time limit is known.</summary>
    private const int UsualLength = 1024;

    /// <summary>Floats of observations and actions for which room is made at the start (64 MB); episodes that need more take it when they come.</summary>
    private const long MostFloats = 1 << 24;

    private readonly int _observationSize;
    private readonly int _actionSize;
    private readonly float _rewardScale;
    private readonly EpisodeColumns[] _underWay;
    private readonly float[] _drawn;
    private readonly bool[] _allowed;
    private readonly int _maskSize;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="env">The worlds, for their number and spaces, and for how long their episodes can last.</param>
    /// <param name="episodes">How many episodes have ended at least when they are learned from.</param>
    /// <param name="rewardScale">What rewards are multiplied by.</param>
    /// <param name="maskSize">Answers in a mask of actions; 0 where there are no masks.</param>
    public EpisodeBuffer(VectorEnv env, int episodes, float rewardScale, int maskSize)
    {
        (_observationSize, _actionSize, _rewardScale, _maskSize) = (env.ObservationSpace.Size, env.ActionSpace.Size, rewardScale, maskSize);
        int worlds = env.Count, length = env.MaxEpisodeSteps ?? UsualLength;
        _underWay = [.. Enumerable.Range(0, worlds).Select(_ => Columns(length))];
        _drawn = new float[worlds * _actionSize];
        _allowed = new bool[worlds * maskSize];

        // In the step that ends the last episode needed, those of all other worlds can end as well.
        Ended = Columns((long)length * (episodes + worlds - 1));
    }

    /// <summary>The actions of the step that is under way, for the agent to write as it drew them.</summary>
    public Span<float> StepActions => _drawn;

    /// <summary>The steps of the episodes that have ended.</summary>
    public EpisodeColumns Ended { get; }

    /// <summary>How many episodes those are.</summary>
    public int EndedCount { get; private set; }

    /// <summary>Begins a step, for which each world has a mask where there are masks; empty ones allow all.</summary>
    public void BeginStep(ReadOnlySpan<bool> allowed)
    {
        if (allowed.IsEmpty) _allowed.AsSpan().Fill(true);
        else allowed.CopyTo(_allowed);
    }

    /// <summary>Takes in one world's step.</summary>
    /// <param name="transitions">The steps of all worlds.</param>
    /// <param name="world">The world.</param>
    public void Add(in Transitions transitions, int world) => _underWay[world].Add(
        transitions.Observations.Slice(world * _observationSize, _observationSize),
        _drawn.AsSpan(world * _actionSize, _actionSize),
        _allowed.AsSpan(world * _maskSize, _maskSize),
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

    /// <summary>Forgets the episodes that are under way: the worlds were reset.</summary>
    public void ForgetEpisodes()
    {
        foreach (EpisodeColumns episode in _underWay) episode.Clear();
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

    private EpisodeColumns Columns(long steps) =>
        new(_observationSize, _actionSize, _maskSize, (int)Math.Clamp(MostFloats / (_observationSize + _actionSize), 1, steps));
}
