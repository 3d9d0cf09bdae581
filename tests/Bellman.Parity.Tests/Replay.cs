using Bellman.Core;

namespace Bellman.Parity.Tests;

/// <summary>Plays a recording in our environment and compares each event.</summary>
internal static class Replay
{
    /// <summary>
    /// Plays all events. Ends of episodes must agree exactly, observations and rewards within a tolerance, relative for
    /// numbers beyond 1.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="tolerance">The largest difference; 0 asks for equal bits of observations and rewards, both in single precision.</param>
    /// <param name="inspect">Looks at the environment after each event, for what an observation does not show.</param>
    /// <param name="options">The environment's options; those of its id where there are none.</param>
    public static void Check(Recording recording, double tolerance, Action<Env, RecordedEvent>? inspect = null, object? options = null)
    {
        using Env env = recording.MakeEnvironment(options);
        float[] observation = new float[env.ObservationSpace.Size];
        bool first = true;
        for (int i = 0; i < recording.Events.Count; i++)
        {
            RecordedEvent expected = recording.Events[i];
            string place = $"{recording.Name}, event {i}";
            if (expected.Action is null)
            {
                env.Reset(observation, first ? recording.Seed : null, first ? recording.ResetOptions : null);
                first = false;
            }
            else
            {
                StepResult result = env.Step(expected.Action, observation);
                Assert.True(Near(expected.Reward, result.Reward, tolerance), $"{place}: reward {result.Reward:R}, recorded {expected.Reward:R}.");
                Assert.True(
                    (expected.Terminated, expected.Truncated) == (result.Terminated, result.Truncated),
                    $"{place}: {result}, recorded terminated {expected.Terminated}, truncated {expected.Truncated}.");
            }

            Assert.Equal(expected.Observation.Length, observation.Length);
            for (int j = 0; j < observation.Length; j++)
            {
                Assert.True(
                    Near(expected.Observation[j], observation[j], tolerance),
                    $"{place}: observation[{j}] is {observation[j]:R}, recorded {expected.Observation[j]:R}.");
            }

            inspect?.Invoke(env, expected);
        }
    }

    private static bool Near(double expected, float actual, double tolerance) =>
        (float)expected == actual || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
}
