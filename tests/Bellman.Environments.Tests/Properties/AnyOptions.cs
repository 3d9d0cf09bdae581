using System.Globalization;
using System.Reflection;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments.Tests;

/// <summary>Options drawn from all that an environment takes, the ends of ranges among them, and ones that it must refuse.</summary>
internal static class AnyOptions
{
    private const double OfAnEnd = 0.2;

    /// <summary>From where to where each number goes. One that is missing here fails the tests.</summary>
    private static readonly Dictionary<string, (double Low, double High)> Ranges = new(StringComparer.Ordinal)
    {
        ["MountainCarOptions.GoalVelocity"] = (-0.07, 0.07),
        ["PendulumOptions.G"] = (1e-3, 1000),
        ["LunarLanderOptions.Gravity"] = (Math.BitIncrement(-12.0), -1e-3),
        ["LunarLanderOptions.WindPower"] = (0, 20),
        ["LunarLanderOptions.TurbulencePower"] = (0, 2),
        ["CarRacingOptions.LapCompletePercent"] = (0, 1),
        ["FrozenLakeOptions.SuccessRate"] = (0, 1),
        ["FrozenLakeOptions.MapSize"] = (2, 20),
        ["FrozenLakeOptions.MapFrozen"] = (0.6, 1),
        ["TaxiOptions.RainyProbability"] = (0, 1),
        ["TaxiOptions.FickleProbability"] = (0, 1),
        ["MinAtarOptions.StickyActionProbability"] = (0, 1),
        ["EndlessOptions.Reward"] = (-1e6, 1e6),
    };

    /// <summary>The named numbers that a reset of each environment takes, with the least and the most.</summary>
    private static readonly Dictionary<string, (string Name, double Low, double High)[]> OfResets = new(StringComparer.Ordinal)
    {
        ["CartPole"] = [("low", -0.2, 0.2), ("high", -0.2, 0.2)],
        ["MountainCar"] = [("low", -1.2, 0.6), ("high", -1.2, 0.6)],
        ["MountainCarContinuous"] = [("low", -1.2, 0.6), ("high", -1.2, 0.6)],
        ["Acrobot"] = [("low", -4 * Math.PI, 4 * Math.PI), ("high", -4 * Math.PI, 4 * Math.PI)],
        ["Pendulum"] = [("x_init", 0, 1e6), ("y_init", 0, 8)],
    };

    /// <summary>An environment's options, or null where it has none.</summary>
    public static object? Draw(string id, Pcg64 random)
    {
        if (Envs.DefaultOptions(id)?.GetType() is not { } type) return null;
        object options = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite)) property.SetValue(options, Draw(property, random));
        return options;
    }

    /// <summary>Options of a reset, in order; null for an environment that has none.</summary>
    public static ResetOptions? DrawReset(Env world, Pcg64 random)
    {
        if (!OfResets.TryGetValue(world.GetType().Name, out (string Name, double Low, double High)[]? known)) return null;
        var options = new ResetOptions();
        foreach ((string name, double low, double high) in known) options[name] = Number(low, high, random);
        if (options.TryGetValue("low", out double least) && least > options["high"]) (options["low"], options["high"]) = (options["high"], least);
        return options;
    }

    /// <summary>Options that a reset must refuse, and what the refusal names.</summary>
    public static (ResetOptions Options, string[] Named) DrawImpossibleReset(Env world, Pcg64 random)
    {
        if (!OfResets.TryGetValue(world.GetType().Name, out (string Name, double Low, double High)[]? known)) return (new ResetOptions { ["low"] = 0.1 }, ["low"]);
        (string name, double low, double high) = known[random.Next(known.Length)];
        switch (random.Next(4))
        {
            case 0: return (new ResetOptions { [name + "er"] = low }, [name + "er"]);
            case 1: return (new ResetOptions { [name] = double.NaN }, [name, "NaN"]);
            case 2 when name is "low" or "high": return (new ResetOptions { ["low"] = high, ["high"] = low }, ["low", "high"]);
            default:
                double beyond = Math.Round(-Math.Abs(low) - 1 - (100 * random.NextDouble()), 2);
                return (new ResetOptions { [name] = beyond }, [name, FormattableString.Invariant($"{beyond}")]);
        }
    }

    private static object? Draw(PropertyInfo property, Pcg64 random)
    {
        string name = $"{property.DeclaringType!.Name}.{property.Name}";
        if (property.PropertyType == typeof(bool)) return random.Next(2) == 1;
        if (property.PropertyType == typeof(ulong)) return random.NextUInt64();
        if (name == "FrozenLakeOptions.MapName") return FrozenLakeMap.Names[random.Next(FrozenLakeMap.Names.Count)];
        if (name == "FrozenLakeOptions.RewardSchedule") return new[] { Number(-10, 10, random), Number(-10, 10, random), Number(-10, 10, random) };
        if (name == "FrozenLakeOptions.Desc") return random.Next(2) == 1 ? null : Map(random);
        (double low, double high) = Ranges[name];
        return Convert.ChangeType(Number(low, high, random), property.PropertyType, CultureInfo.InvariantCulture);
    }

    private static double Number(double low, double high, Pcg64 random)
    {
        double place = random.NextDouble();
        return place < OfAnEnd ? low : place > 1 - OfAnEnd ? high : low + ((high - low) * random.NextDouble());
    }

    /// <summary>Any rectangle of letters with a start and a goal, which need not be in reach of each other.</summary>
    private static string[] Map(Pcg64 random)
    {
        int width = 1 + random.Next(6), height = 2 + random.Next(5);
        char[] cells = [.. Enumerable.Range(0, width * height).Select(_ => "FFHSG"[random.Next(5)])];
        cells[0] = 'S';
        cells[1 + random.Next(cells.Length - 1)] = 'G';
        return [.. cells.Chunk(width).Select(row => new string(row))];
    }
}
