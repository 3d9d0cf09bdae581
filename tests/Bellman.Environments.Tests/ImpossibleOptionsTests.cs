using System.Reflection;

namespace Bellman.Environments.Tests;

/// <summary>Options that no world can have are refused when they are set, naming option, value and range.</summary>
public class ImpossibleOptionsTests
{
    public static TheoryData<Type, string, object, string> Impossible => new()
    {
        { typeof(MountainCarOptions), nameof(MountainCarOptions.GoalVelocity), 0.08, "from -0.07 to 0.07" },
        { typeof(MountainCarOptions), nameof(MountainCarOptions.GoalVelocity), -0.08, "from -0.07 to 0.07" },
        { typeof(PendulumOptions), nameof(PendulumOptions.G), -10.0, "above 0" },
        { typeof(PendulumOptions), nameof(PendulumOptions.G), 0.0, "above 0" },
        { typeof(LunarLanderOptions), nameof(LunarLanderOptions.Gravity), 1.5, "between -12 and 0" },
        { typeof(LunarLanderOptions), nameof(LunarLanderOptions.Gravity), -12.0, "between -12 and 0" },
        { typeof(LunarLanderOptions), nameof(LunarLanderOptions.WindPower), 1e30, "from 0 to 1000" },
        { typeof(LunarLanderOptions), nameof(LunarLanderOptions.WindPower), -1.0, "from 0 to 1000" },
        { typeof(LunarLanderOptions), nameof(LunarLanderOptions.TurbulencePower), 1000.5, "from 0 to 1000" },
        { typeof(CarRacingOptions), nameof(CarRacingOptions.LapCompletePercent), 1.5, "from 0 to 1" },
        { typeof(CarRacingOptions), nameof(CarRacingOptions.LapCompletePercent), -0.5, "from 0 to 1" },
        { typeof(FrozenLakeOptions), nameof(FrozenLakeOptions.SuccessRate), -0.5, "from 0 to 1" },
        { typeof(FrozenLakeOptions), nameof(FrozenLakeOptions.MapSize), 1, "from 2 to 100" },
        { typeof(FrozenLakeOptions), nameof(FrozenLakeOptions.MapFrozen), 0.25, "from 0.5 to 1" },
        { typeof(TaxiOptions), nameof(TaxiOptions.RainyProbability), 1.5, "from 0 to 1" },
        { typeof(TaxiOptions), nameof(TaxiOptions.FickleProbability), -0.25, "from 0 to 1" },
        { typeof(MinAtarOptions), nameof(MinAtarOptions.StickyActionProbability), 1.25, "from 0 to 1" },
        { typeof(EndlessOptions), nameof(EndlessOptions.Reward), 1e7f, "from -1000000 to 1000000" },
    };

    /// <summary>All numbers among the options of all registered environments.</summary>
    private static IEnumerable<PropertyInfo> Numbers => Envs.Specs
        .Select(spec => Envs.DefaultOptions(spec.Id)?.GetType())
        .OfType<Type>()
        .Distinct()
        .SelectMany(type => type.GetProperties())
        .Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(float) || property.PropertyType == typeof(int));

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Set_OutOfRange_NamesOptionValueAndRange(Type options, string name, object value, string range)
    {
        ArgumentException error = Refused(options.GetProperty(name)!, value);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{value}"), error.Message.Split(" (Parameter")[0], StringComparison.Ordinal);
        Assert.Contains(range, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_OfAllNumbers_LeavesNoneOut() => Assert.Empty(
        Numbers.Select(property => (property.DeclaringType!, property.Name)).Except(Impossible.Select(row => (row.Data.Item1, row.Data.Item2))));

    [Fact]
    public void Set_ToWhatIsNoNumber_IsRefusedByEachOption()
    {
        foreach (PropertyInfo property in Numbers.Where(property => property.PropertyType != typeof(int)))
        {
            foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            {
                object boxed = property.PropertyType == typeof(float) ? (object)(float)value : value;
                Assert.Contains(property.Name, Refused(property, boxed).Message, StringComparison.Ordinal);
            }
        }
    }

    private static ArgumentException Refused(PropertyInfo property, object value)
    {
        object options = Activator.CreateInstance(property.DeclaringType!)!;
        var error = Assert.Throws<TargetInvocationException>(() => property.SetValue(options, value));
        return Assert.IsAssignableFrom<ArgumentException>(error.InnerException);
    }
}
