using Bellman.Core;

namespace Bellman.Testing;

/// <summary>Whether steps and the resets between them allocate.</summary>
internal static class AllocationChecks
{
    private const int Attempts = 3;

    /// <summary>Counts what the calling thread allocates.</summary>
    public static void Run(Examination examination)
    {
        Env env = examination.Env;
        env.Reset(new float[env.ObservationSpace.Size], Examination.Seed);
        var play = new Play(env);
        play.Steps(examination.Steps);

        // A garbage collection, which another thread may cause at any time, takes the thread's allocation buffer from it, and the counter
        // takes what was left of the buffer for allocated. Code that allocates does so whenever it is measured.
        (long step, long reset) = (long.MaxValue, long.MaxValue);
        for (int attempt = 0; attempt < Attempts && (step != 0 || reset != 0); attempt++)
        {
            (play.StepBytes, play.ResetBytes) = (0, 0);
            play.Steps(examination.Steps);
            (step, reset) = (Math.Min(step, play.StepBytes), Math.Min(reset, play.ResetBytes));
        }

        if (step != 0) examination.Add(FindingKind.StepAllocates, $"{step} bytes were allocated in {Examination.Counted(examination.Steps, "step")}, where none may be.");
        if (reset != 0) examination.Add(FindingKind.ResetAllocates, $"{reset} bytes were allocated in the resets between {Examination.Counted(examination.Steps, "step")}, where none may be.");
    }

    private sealed class Play(Env env)
    {
        private readonly float[] _observation = new float[env.ObservationSpace.Size];
        private readonly float[] _action = new float[env.ActionSpace.Size];
        private readonly SpaceSampler _actions = env.ActionSpace.CreateSampler(Examination.Seed);

        public long StepBytes { get; set; }

        public long ResetBytes { get; set; }

        public void Steps(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _actions.Sample(_action);
                long before = GC.GetAllocatedBytesForCurrentThread();
                bool done = env.Step(_action, _observation).Done;
                long after = GC.GetAllocatedBytesForCurrentThread();
                StepBytes += after - before;
                if (!done) continue;
                env.Reset(_observation);
                ResetBytes += GC.GetAllocatedBytesForCurrentThread() - after;
            }
        }
    }
}
