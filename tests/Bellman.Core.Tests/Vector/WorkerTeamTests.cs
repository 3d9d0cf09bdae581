namespace Bellman.Core.Tests;

public class WorkerTeamTests
{
    private const double Always = 0;
    private const double Never = 1e9;

    [Theory]
    [InlineData(0, 5, Always)]
    [InlineData(1, 1, Always)]
    [InlineData(1, 2, Always)]
    [InlineData(1, 16, Always)]
    [InlineData(3, 7, Always)]
    [InlineData(4, 100, Always)]
    [InlineData(3, 50, WorkerTeam.WorthCalling)]
    [InlineData(3, 50, Never)]
    public void Run_AnyTeam_DoesEachTaskOnceAndReturnsWhenAllAreDone(int helpers, int tasks, double worthCalling)
    {
        int[] done = new int[tasks];
        using var team = new WorkerTeam(helpers, tasks, task => done[task]++, worthCalling);
        for (int round = 1; round <= 3000; round++)
        {
            team.Run();
            Assert.DoesNotContain(done, times => times != round);

            // Now and then the helpers get the time to fall asleep.
            if (round % 500 == 0) Thread.Sleep(2);
        }
    }

    /// <summary>Two tasks that wait for each other are done only where two threads are at work.</summary>
    [Fact]
    public void Run_TasksThatTakeLong_AreDoneSideBySide()
    {
        using var both = new Barrier(2);
        bool waits = false;
        using var team = new WorkerTeam(1, 2, _ => Assert.True(!waits || both.SignalAndWait(TimeSpan.FromSeconds(60)), "The other task was not begun."), Always);

        // What tasks take is not known before the first round.
        team.Run();
        waits = true;
        for (int round = 0; round < 20; round++) team.Run();
    }

    [Fact]
    public void Run_TasksThatTakeLittle_AreDoneByTheCallingThread()
    {
        int caller = Environment.CurrentManagedThreadId, others = 0;
        using var team = new WorkerTeam(2, 16, _ => others += Environment.CurrentManagedThreadId == caller ? 0 : 1, Never);
        for (int round = 0; round < 100; round++) team.Run();
        Assert.Equal(0, others);
    }
}
