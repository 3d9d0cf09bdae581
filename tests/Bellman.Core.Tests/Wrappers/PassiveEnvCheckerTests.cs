namespace Bellman.Core.Tests;

public class PassiveEnvCheckerTests
{
    [Fact]
    public void Step_AllRight_IsPassedThrough()
    {
        using var env = new PassiveEnvChecker(new Countdown(5));
        env.ResetRow();
        Assert.Equal(3, env.StepRow(out StepResult result, 2)[0]);
        Assert.Equal(new StepResult(3, false), result);
    }

    [Fact]
    public void Step_ActionOfAnotherSpace_IsRefused()
    {
        using var env = new PassiveEnvChecker(new Countdown(5));
        env.ResetRow();
        Assert.Contains("The action [3] is not in Discrete(3).", Assert.Throws<ArgumentException>(() => env.StepRow(3)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "Reset wrote the observation [7], which is not in Box(0.0, 5.0, (1,), float32).")]
    [InlineData(float.NaN, "Reset wrote the observation [NaN], in which a number is none.")]
    public void Reset_ObservationOutOfItsSpace_IsRefused(float number, string message)
    {
        using var env = new PassiveEnvChecker(new Scripted(new Box(0, 5), [number]));
        Assert.Equal("<Scripted>: " + message, Assert.Throws<InvalidOperationException>(() => env.ResetRow()).Message);
    }

    [Fact]
    public void Step_RewardThatIsNone_IsRefused()
    {
        using var env = new PassiveEnvChecker(new Scripted(new Box(0, 5), [0], [0]) { Rewards = [float.NaN] });
        env.ResetRow();
        Assert.Equal("<Scripted>: Step gave the reward NaN.", Assert.Throws<InvalidOperationException>(() => env.StepRow(0)).Message);
    }
}
