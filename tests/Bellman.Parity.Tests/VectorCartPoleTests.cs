using System.Globalization;
using System.Text.Json;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Golden;

namespace Bellman.Parity.Tests;

public class VectorCartPoleTests
{
    /// <summary>
    /// Gymnasium's vector spends a step on each reset and ours does not, so each world is compared up to its first end.
    /// </summary>
    [Fact]
    public void SyncVectorEnv_UpToEachFirstEnd_IsReproduced()
    {
        int compared = 0;
        foreach (string name in Recordings.Names("vector_cartpole.json"))
        {
            foreach (JsonProperty seed in Recordings.Read(name).GetProperty("seeds").EnumerateObject())
            {
                JsonElement recorded = seed.Value.GetProperty("SyncVectorEnv(4) NEXT_STEP autoreset");
                using VectorEnv env = Envs.MakeVector("CartPole-v1", 4);
                env.Reset(ulong.Parse(seed.Name, CultureInfo.InvariantCulture));
                Assert.Equal(Numbers(recorded.GetProperty("reset")), env.Observations.ToArray());
                compared += CompareSteps(env, recorded.GetProperty("steps"));
            }
        }

        Assert.True(compared > 200, $"Only {compared} steps were compared.");
    }

    private static int CompareSteps(VectorEnv env, JsonElement steps)
    {
        bool[] ended = new bool[env.Count];
        int compared = 0;
        foreach (JsonElement step in steps.EnumerateArray())
        {
            Transitions actual = env.Step(Numbers(step[0]));
            for (int i = 0; i < env.Count; i++)
            {
                if (ended[i])
                    continue;
                float[] observation = actual.NextObservations.Slice(4 * i, 4).ToArray();
                foreach ((float expected, float number) in Numbers(step[1][i]).Zip(observation))
                    Assert.Equal(expected, number, 1e-6f);
                Assert.Equal(step[2][i].GetDouble(), actual.Rewards[i]);
                Assert.Equal((step[3][i].GetBoolean(), step[4][i].GetBoolean()), (actual.Terminated[i], actual.Truncated[i]));
                ended[i] = actual.Done(i);
                compared++;
            }
        }

        return compared;
    }

    private static float[] Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Numbers)]
        : [(float)element.GetDouble()];
}
