using System.Globalization;
using System.Text.Json;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Golden;

namespace Bellman.Parity.Tests;

/// <summary>The toy texts against Gymnasium's: every recorded step exactly, and the whole tables of transitions.</summary>
public class ToyTextTests
{
    public static TheoryData<string> ToyTextRecordings =>
        [.. Recording.NamesOf("FrozenLake-v1", "FrozenLake8x8-v1", "CliffWalking-v1", "CliffWalkingSlippery-v1")];

    public static TheoryData<string, bool> Tables => new()
    {
        { "FrozenLake-v1", false },
        { "FrozenLake8x8-v1", false },
        { "CliffWalking-v1", false },
        { "CliffWalkingSlippery-v1", false },
    };

    [Theory]
    [MemberData(nameof(ToyTextRecordings))]
    public void ToyText_Recording_IsReproducedExactly(string name) => Replay.Check(Recording.Read(name), tolerance: 0);

    [Theory]
    [MemberData(nameof(Tables))]
    public void Outcomes_OfEveryStateAndAction_AreGymnasiums(string id, bool isRainy)
    {
        JsonElement recorded = Recordings.Read("toytext_P.json").GetProperty(isRainy ? id + "{'is_rainy': True}" : id);
        using Env env = Envs.Make(id);
        var model = Assert.IsType<ITabularModel>(env.Unwrapped, exactMatch: false);
        Assert.Equal(recorded.GetProperty("isd").EnumerateArray().Select(number => number.GetDouble()), model.InitialDistribution.ToArray());
        JsonElement table = recorded.GetProperty("P");
        Assert.Equal((table.GetArrayLength(), table[0].GetArrayLength()), (model.StateCount, model.ActionCount));
        for (int state = 0; state < model.StateCount; state++)
        {
            for (int action = 0; action < model.ActionCount; action++)
            {
                Assert.Equal(table[state][action].EnumerateArray().Select(OutcomeOf), model.Outcomes(state, action).ToArray());
            }
        }
    }

    [Fact]
    public void FrozenLakeMap_OfEachRecordedSeed_IsTheSame()
    {
        int maps = 0;
        foreach (JsonProperty seed in Recordings.Read("frozenlake_random_maps.json").EnumerateObject())
        {
            foreach (JsonProperty map in seed.Value.EnumerateObject())
            {
                int size = int.Parse(map.Name["size".Length..map.Name.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
                double frozen = double.Parse(map.Name[(map.Name.IndexOf('p', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
                IReadOnlyList<string> drawn = FrozenLakeMap.Draw(size, frozen, ulong.Parse(seed.Name, CultureInfo.InvariantCulture));
                Assert.Equal(map.Value.EnumerateArray().Select(row => row.GetString()), drawn);
                maps++;
            }
        }

        Assert.Equal(15, maps);
    }

    [Fact]
    public void Recordings_OfEachKind_ArePacked()
    {
        string[] packed = [.. ToyTextRecordings.Select(row => row.Data).Where(Recordings.IsPacked)];
        foreach (string kind in new[] { "episodes/FrozenLake-v1", "episodes/FrozenLake8x8-v1", "multiepisode/FrozenLake-v1",
            "multiepisode/FrozenLake8x8-v1", "variants/FrozenLake-v1_noslip", "variants/FrozenLake-v1_8x8_noslip", "episodes/CliffWalking-v1",
            "episodes/CliffWalkingSlippery-v1", "heuristic/CliffWalking-v1_safe", "multiepisode/CliffWalking-v1", "multiepisode/CliffWalkingSlippery-v1" })
            Assert.Equal(5, packed.Count(name => name.StartsWith($"packed:{kind}_seed", StringComparison.Ordinal)));
    }

    private static TabularOutcome OutcomeOf(JsonElement outcome) =>
        new(outcome[0].GetDouble(), outcome[1].GetInt32(), outcome[2].GetDouble(), outcome[3].GetBoolean());
}
