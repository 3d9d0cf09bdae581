using Bellman.Core;

namespace Bellman.Environments.Tests;

public class EnvsTests
{
    [Fact]
    public void Make_UnknownId_SuggestsTheNearest()
    {
        var error = Assert.Throws<UnknownEnvironmentException>(() => Envs.Make("CartPol-v1"));
        Assert.Equal("CartPol-v1", error.Id);
        Assert.Contains("'CartPole-v1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_WithOptionsOfAnotherEnvironment_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Envs.Make("CartPole-v1", new MountainCarOptions()));

    [Fact]
    public void Register_TakenId_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Envs.Register(new EnvSpec("CartPole-v1"), () => new CartPole()));

    [Fact]
    public void Register_NewId_CanBeMadeAlone()
    {
        Envs.Register(new EnvSpec("Unlimited-v0"), () => new CartPole());
        using Env env = Envs.Make("Unlimited-v0");
        Assert.Equal("<CartPole<Unlimited-v0>>", env.ToString());
        using VectorEnv vector = Envs.MakeVector("Unlimited-v0", 3);
        Assert.Equal(3, vector.Count);
    }
}
