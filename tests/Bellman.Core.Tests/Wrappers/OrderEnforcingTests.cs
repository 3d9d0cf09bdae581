namespace Bellman.Core.Tests;

public class OrderEnforcingTests
{
    [Fact]
    public void Step_BeforeAResetAndAfterAnEnd_IsRefused()
    {
        using Env env = WrapperRegistry.Wrap(new Countdown(2), "OrderEnforcing");
        Assert.Contains("call Reset", Assert.Throws<InvalidOperationException>(() => env.StepRow(1)).Message, StringComparison.Ordinal);
        env.ResetRow(seed: 1);
        env.StepRow(2);
        Assert.Throws<InvalidOperationException>(() => env.StepRow(1));
        Assert.Equal(2, env.ResetRow()[0]);
    }
}
