namespace Bellman.Core.Tests;

public class AutoresetTests
{
    [Fact]
    public void Step_AfterTheEnd_BeginsTheNextEpisode()
    {
        using var env = new Autoreset(new Countdown(2));
        env.ResetRow(seed: 1);
        Assert.Equal(0, env.StepRow(out StepResult result, 2)[0]);
        Assert.Equal(new StepResult(0, true), result);
        Assert.Equal(2, env.StepRow(out result, 2)[0]);
        Assert.Equal(new StepResult(0, false), result);
        Assert.Equal(1, env.StepRow(out result, 1)[0]);
        Assert.Equal(new StepResult(1, false), result);
    }

    [Fact]
    public void Step_InsideAnotherWrapper_IsRefusedThereAfterTheEnd()
    {
        using var env = new TimeLimit(new Autoreset(new Countdown(2)), 3);
        env.ResetRow();
        env.StepRow(2);
        Assert.Throws<InvalidOperationException>(() => env.StepRow(2));
    }

    [Fact]
    public void Load_AfterTheEnd_BeginsTheNextEpisodeToo()
    {
        using Autoreset env = new(new Countdown(2)), other = new(new Countdown(2));
        env.ResetRow(seed: 1);
        env.StepRow(2);
        other.Load(InMemory.Read(InMemory.Write(env.Save)));
        Assert.Equal(env.StepRow(0), other.StepRow(0));
    }
}
