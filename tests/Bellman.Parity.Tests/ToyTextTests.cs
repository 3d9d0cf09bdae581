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
        [.. Recording.NamesOf("FrozenLake-v1", "FrozenLake8x8-v1", "CliffWalking-v1", "CliffWalkingSlippery-v1", "Taxi-v3", "Taxi-v4", "Blackjack-v1")];

    public static TheoryData<string, bool> Tables => new()
    {
        { "FrozenLake-v1", false },
        { "FrozenLake8x8-v1", false },
        { "CliffWalking-v1", false },
        { "CliffWalkingSlippery-v1", false },
        { "Taxi-v4", false },
        { "Taxi-v4", true },
    };

    [Theory]
    [MemberData(nameof(ToyTextRecordings))]
    public void ToyText_Recording_IsReproducedExactly(string name) => Replay.Check(Recording.Read(name), tolerance: 0, CheckMask);

    [Theory]
    [MemberData(nameof(Tables))]
    public void Outcomes_OfEveryStateAndAction_AreGymnasiums(string id, bool isRainy)
    {
        JsonElement recorded = Recordings.Read("toytext_P.json").GetProperty(isRainy ? id + "{'is_rainy': True}" : id);
        using Env env = Envs.Make(id, isRainy ? new TaxiOptions { IsRainy = true } : null);
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
            "episodes/CliffWalkingSlippery-v1", "heuristic/CliffWalking-v1_safe", "multiepisode/CliffWalking-v1", "multiepisode/CliffWalkingSlippery-v1",
            "episodes/Taxi-v3", "episodes/Taxi-v4", "multiepisode/Taxi-v4", "variants/Taxi-v4_rainy", "variants/Taxi-v4_fickle",
            "episodes/Blackjack-v1", "multiepisode/Blackjack-v1", "variants/Blackjack-v1_natural", "variants/Blackjack-v1_nosab" })
            Assert.Equal(5, packed.Count(name => name.StartsWith($"packed:{kind}_seed", StringComparison.Ordinal)));
    }

    /// <summary>Which actions change the state, where that was recorded.</summary>
    private static void CheckMask(Env env, RecordedEvent expected)
    {
        if (env.Unwrapped is not Taxi || expected.Json.ValueKind != JsonValueKind.Object
            || !(expected.Json.TryGetProperty("info", out JsonElement info) || expected.Json.TryGetProperty("reset_info", out info)))
            return;
        bool[] allowed = new bool[6];
        Taxi.MaskActions((int)expected.Observation[0], allowed);
        Assert.Equal(info.GetProperty("action_mask").EnumerateArray().Select(flag => flag.GetInt32() != 0), allowed);
    }

    private static TabularOutcome OutcomeOf(JsonElement outcome) =>
        new(outcome[0].GetDouble(), outcome[1].GetInt32(), outcome[2].GetDouble(), outcome[3].GetBoolean());
}
