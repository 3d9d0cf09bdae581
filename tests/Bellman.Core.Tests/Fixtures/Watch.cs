namespace Bellman.Core.Tests;

/// <summary>Short forms for looking at an environment's observations.</summary>
internal static class Watch
{
    public static float[] ResetRow(this Env env, ulong? seed = null)
    {
        var row = new float[env.ObservationSpace.Size];
        env.Reset(row, seed);
        return row;
    }

    public static float[] StepRow(this Env env, params float[] action) => env.StepRow(out _, action);

    public static float[] StepRow(this Env env, out StepResult result, params float[] action)
    {
        var row = new float[env.ObservationSpace.Size];
        result = env.Step(action, row);
        return row;
    }
}
