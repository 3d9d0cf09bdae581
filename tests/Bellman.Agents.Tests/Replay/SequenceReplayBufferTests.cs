using Bellman.Core;

namespace Bellman.Agents.Tests;

public sealed class SequenceReplayBufferTests
{
    private const int Length = 3;
    private const int BurnIn = 2;

    /// <summary>Step i of an episode shows 10 * episode + i; what is remembered before it is that plus 0.5.</summary>
    [Fact]
    public void Add_EpisodeOfEightSteps_IsCutIntoSequencesWithTheirBurnIn()
    {
        SequenceReplayBuffer buffer = Make(capacity: 10);
        Play(buffer, world: 0, episode: 1, steps: 8, terminated: true);
        Assert.Equal(3, buffer.Count);
        Assert.Equal((3, 0, false, 10.5f), Facts(buffer, 0));
        Assert.Equal((3, 2, false, 11.5f), Facts(buffer, 1));
        Assert.Equal((2, 2, true, 14.5f), Facts(buffer, 2));
        Assert.Equal([0, 0, 10, 11, 12, 13], Seen(buffer, 0));
        Assert.Equal([11, 12, 13, 14, 15, 16], Seen(buffer, 1));
        Assert.Equal([14, 15, 16, 17, 18, 0], Seen(buffer, 2));
        Assert.Equal([16, 17], Enumerable.Range(0, 2).Select(step => buffer.Reward(2, step)));
        Assert.Equal([-16, -17], Enumerable.Range(0, 2).Select(step => buffer.Action(2, step)[0]));
    }

    /// <summary>Whatever the lengths of episodes, no sequence holds observations of two, in its burn-in neither.</summary>
    [Fact]
    public void Add_ManyEpisodesInTwoWorlds_NoSequenceCrossesAnEnd()
    {
        SequenceReplayBuffer buffer = Make(capacity: 200, worlds: 2);
        for (int episode = 1; episode < 40; episode++)
            Play(buffer, world: episode % 2, episode, steps: 1 + (episode % 9), terminated: episode % 3 == 0);
        int learned = 0;
        for (int slot = 0; slot < buffer.Count; slot++)
        {
            float[] seen = [.. Seen(buffer, slot).Skip(BurnIn - buffer.Lead(slot)).Take(buffer.Lead(slot) + buffer.Length(slot) + 1)];
            Assert.All(seen, value => Assert.Equal(MathF.Floor(seen[0] / 10), MathF.Floor(value / 10)));
            Assert.Equal(Enumerable.Range(0, seen.Length).Select(i => seen[0] + i), seen);
            if (buffer.Lead(slot) < BurnIn) Assert.Equal(0, seen[0] % 10);
            if (buffer.Terminated(slot)) Assert.Equal(0, MathF.Floor(seen[0] / 10) % 3);
            learned += buffer.Length(slot);
        }

        Assert.Equal(Enumerable.Range(1, 39).Sum(episode => 1 + (episode % 9)), learned);
    }

    [Fact]
    public void Add_StepsOfTwoWorldsInTurn_StayApart()
    {
        SequenceReplayBuffer buffer = Make(capacity: 10, worlds: 2);
        for (int i = 0; i < Length; i++)
        {
            Step(buffer, world: 0, episode: 1, i, last: false, terminated: false);
            Step(buffer, world: 1, episode: 2, i, last: false, terminated: false);
        }

        Assert.Equal([0, 0, 10, 11, 12, 13], Seen(buffer, 0));
        Assert.Equal([0, 0, 20, 21, 22, 23], Seen(buffer, 1));
    }

    [Fact]
    public void Add_BeyondCapacity_TheNewestReplaceTheOldest()
    {
        SequenceReplayBuffer buffer = Make(capacity: 2);
        for (int episode = 1; episode <= 5; episode++) Play(buffer, 0, episode, steps: 2, terminated: false);
        Assert.Equal(2, buffer.Count);
        Assert.Equal([50, 40], [buffer.Reward(0, 0), buffer.Reward(1, 0)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Save_InMidSequenceThenLoad_GoesOnTheSame(bool asBytes)
    {
        SequenceReplayBuffer buffer = Make(capacity: 20, worlds: 2, asBytes), other = Make(capacity: 20, worlds: 2, asBytes);
        Play(buffer, 0, episode: 1, steps: 7, terminated: true);
        Play(buffer, 1, episode: 2, steps: 5, terminated: null);
        other.Load(CheckpointReader.Parse(Bytes(buffer), "test", "memory"));
        Assert.Equal(Bytes(buffer), Bytes(other));
        foreach (SequenceReplayBuffer either in (SequenceReplayBuffer[])[buffer, other]) Step(either, 1, episode: 2, 5, last: true, terminated: true);
        Assert.Equal(Bytes(buffer), Bytes(other));
        Assert.Equal([21, 22, 23, 24, 25, 26], Seen(other, other.Count - 1));
    }

    [Fact]
    public void Load_IntoASmallerBuffer_IsRefused()
    {
        SequenceReplayBuffer buffer = Make(capacity: 20);
        for (int episode = 1; episode < 9; episode++) Play(buffer, 0, episode, steps: 3, terminated: true);
        CheckpointReader reader = CheckpointReader.Parse(Bytes(buffer), "test", "memory");
        Assert.Contains("8 sequences", Assert.Throws<CheckpointFormatException>(() => Make(capacity: 2).Load(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_CapacityOutOfRange_NamesTheLargest()
    {
        var shape = new SequenceShape(16, 8, 100, 1, stateSize: 512);
        var exception = Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new SequenceReplayBuffer(int.MaxValue, shape, 1));
        Assert.Contains($"from 1 to {SequenceReplayBuffer.LargestCapacity(shape)}", exception.Message, StringComparison.Ordinal);
    }

    private static SequenceReplayBuffer Make(int capacity, int worlds = 1, bool asBytes = false) =>
        new(capacity, new SequenceShape(Length, BurnIn, observationSize: 1, actionSize: 1, stateSize: 1, asBytes), worlds);

    /// <param name="terminated">Whether the last step terminates the episode or truncates it; null where the episode goes on.</param>
    private static void Play(SequenceReplayBuffer buffer, int world, int episode, int steps, bool? terminated)
    {
        for (int i = 0; i < steps; i++) Step(buffer, world, episode, i, terminated is not null && i == steps - 1, terminated ?? false);
    }

    private static void Step(SequenceReplayBuffer buffer, int world, int episode, int i, bool last, bool terminated)
    {
        float shown = (10 * episode) + i;
        float[] observations = new float[2], actions = new float[2], next = new float[2];
        (observations[world], actions[world], next[world]) = (shown, -shown, shown + 1);
        bool[] ended = [last && terminated, last && terminated], cut = [last && !terminated, last && !terminated];
        buffer.Add(
            new Transitions
            {
                Count = 2,
                Observations = observations,
                Actions = actions,
                Rewards = observations,
                NextObservations = next,
                Terminated = ended,
                Truncated = cut,
                EpisodeReturns = new double[2],
                EpisodeLengths = new int[2],
            },
            world,
            shown,
            [shown + 0.5f]);
    }

    private static (int Length, int Lead, bool Terminated, float State) Facts(SequenceReplayBuffer buffer, int slot) =>
        (buffer.Length(slot), buffer.Lead(slot), buffer.Terminated(slot), buffer.State(slot)[0]);

    private static IEnumerable<float> Seen(SequenceReplayBuffer buffer, int slot)
    {
        float[] row = new float[1];
        for (int step = -BurnIn; step <= Length; step++)
        {
            buffer.GatherObservations([slot], step, row, stride: 1);
            yield return row[0];
        }
    }

    private static byte[] Bytes(SequenceReplayBuffer buffer)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", buffer.Save);
        return stream.ToArray();
    }
}
