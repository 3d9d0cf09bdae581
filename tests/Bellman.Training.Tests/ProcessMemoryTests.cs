namespace Bellman.Training.Tests;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void UsedBytes_OfThisProcess_IsItsWorkingSet() =>
        Assert.InRange((double)ProcessMemory.UsedBytes / Environment.WorkingSet, 0.5, 2);
}
