using Bellman.Core;
using Bellman.Golden;

namespace Bellman.Parity.Tests;

[Trait("Runs", "at every vector width")]
public class ClassicControlTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<string> CartPoleRecordings => [.. Recording.NamesOf("CartPole-v0", "CartPole-v1")];

    public static TheoryData<string> MountainCarRecordings => [.. Recording.NamesOf("MountainCar-v0")];

    public static TheoryData<string> MountainCarContinuousRecordings => [.. Recording.NamesOf("MountainCarContinuous-v0")];

    public static TheoryData<string> PendulumRecordings => [.. Recording.NamesOf("Pendulum-v1")];

    public static TheoryData<string> AcrobotRecordings => [.. Recording.NamesOf("Acrobot-v1")];

    [Theory]
    [MemberData(nameof(CartPoleRecordings))]
    public void CartPole_Recording_IsReproduced(string name) => Check(name);

    [Theory]
    [MemberData(nameof(MountainCarRecordings))]
    public void MountainCar_Recording_IsReproduced(string name) => Check(name);

    [Theory]
    [MemberData(nameof(MountainCarContinuousRecordings))]
    public void MountainCarContinuous_Recording_IsReproduced(string name) => Check(name);

    [Theory]
    [MemberData(nameof(PendulumRecordings))]
    public void Pendulum_Recording_IsReproduced(string name) => Check(name);

    [Theory]
    [MemberData(nameof(AcrobotRecordings))]
    public void Acrobot_Recording_IsReproduced(string name) => Check(name);

    [Fact]
    public void Recordings_OfEachKind_ArePacked()
    {
        string[] packed = [.. CartPoleRecordings.Concat(MountainCarRecordings).Concat(MountainCarContinuousRecordings)
            .Concat(PendulumRecordings).Concat(AcrobotRecordings)
            .Select(row => row.Data).Where(name => name.StartsWith("packed:", StringComparison.Ordinal))];
        foreach (string kind in new[] { "episodes/CartPole-v0", "episodes/CartPole-v1", "heuristic/CartPole-v1_balance", "multiepisode/CartPole-v1",
            "variants/CartPole-v1_resetopts", "variants/CartPole-v1_sutton", "episodes/MountainCar-v0", "heuristic/MountainCar-v0_bangbang",
            "multiepisode/MountainCar-v0", "variants/MountainCar-v0_goalvel", "variants/MountainCar-v0_resetopts",
            "episodes/MountainCarContinuous-v0", "heuristic/MountainCarContinuous-v0_bangbang", "multiepisode/MountainCarContinuous-v0",
            "episodes/Pendulum-v1", "multiepisode/Pendulum-v1", "variants/Pendulum-v1_g981", "variants/Pendulum-v1_resetopts",
            "episodes/Acrobot-v1", "heuristic/Acrobot-v1_pump", "multiepisode/Acrobot-v1", "variants/Acrobot-v1_resetopts" })
            Assert.Equal(5, packed.Count(name => name.StartsWith($"packed:{kind}_seed", StringComparison.Ordinal)));
    }

    private static void Check(string name) => Replay.Check(Recording.Read(name), Tolerance, CheckState);

    /// <summary>The state in double precision, read from what a checkpoint holds.</summary>
    private static void CheckState(Env env, RecordedEvent expected)
    {
        if (expected.State is null)
            return;
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "state", env.Unwrapped.Save);
        CheckpointReader reader = CheckpointReader.Parse(stream.ToArray(), "state", "memory");
        double[] state = reader.ReadDoubles("state");
        Assert.Equal(expected.State.Length, state.Length);
        for (int i = 0; i < state.Length; i++)
            Assert.InRange(state[i] - expected.State[i], -Tolerance, Tolerance);
    }
}
