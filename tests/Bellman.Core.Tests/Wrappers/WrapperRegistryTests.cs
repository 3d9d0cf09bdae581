namespace Bellman.Core.Tests;

public class WrapperRegistryTests
{
    public enum Shade
    {
        LightGrey,
        Dark,
    }

    static WrapperRegistryTests()
    {
        WrapperRegistry.Register<Painted>();
        WrapperRegistry.Register("Slowed", (Env env, float by, bool twice = false) => new Painted(env, [by], twice ? 2 : 1));
    }

    [Fact]
    public void Wrap_SeveralTexts_PutsTheFirstInnermost()
    {
        using Env env = WrapperRegistry.Wrap(new Countdown(), "TimeLimit:7", "TimeAware", "RecordEpisodeStatistics:capacity=3");
        Assert.Equal("<RecordEpisodeStatistics<TimeAware<TimeLimit<Countdown>>>>", env.ToString());
        var aware = (TimeAware)((Wrapper)env).Inner;
        Assert.Equal(7, aware.MaxEpisodeSteps);
    }

    [Fact]
    public void Wrap_TimeLimitInTheList_TakesThePlaceOfTheEnvironmentsOwn()
    {
        using Env env = WrapperRegistry.Wrap(new TimeLimit(new Countdown(), 3), "TimeAware:5", "TimeLimit:9");
        Assert.Equal("<TimeLimit<TimeAware<Countdown>>>", env.ToString());
        Assert.Equal("<TimeAware<TimeLimit<Countdown>>>", WrapperRegistry.Wrap(new TimeLimit(new Countdown(), 3), "TimeAware").ToString());
    }

    /// <summary>The limit that counts is the lowest of the list, and TimeAware shows its fraction from wherever it stands.</summary>
    [Theory]
    [InlineData(300, "TimeAware", "TimeLimit:300")]
    [InlineData(50, "TimeAware", "TimeLimit:50")]
    [InlineData(300, "TimeLimit:300", "time_aware")]
    [InlineData(50, "TimeLimit:300", "TimeAware:null", "TimeLimit:50")]
    [InlineData(300, "TimeLimit:300", "TimeAware:max_episode_steps=null", "TimeLimit:max_episode_steps=500")]
    public void Wrap_TimeAwareAndTimeLimit_ShowZeroToExactlyOne(int limit, params string[] wrappers)
    {
        using Env env = WrapperRegistry.Wrap(new TimeLimit(new Countdown(100) { Spec = new EnvSpec("Countdown-v1", 200) }, 200), wrappers);
        Assert.Equal(limit, env.Spec!.MaxEpisodeSteps);
        Assert.Equal(0, env.ResetRow(seed: 1)[2]);
        for (int step = 1; step <= limit; step++)
        {
            Assert.Equal((float)(step / (double)limit), env.StepRow(out StepResult result, 0)[2]);
            Assert.Equal(step == limit, result.Truncated);
        }
    }

    [Fact]
    public void Wrap_TimeAwareWithANumberOfItsOwn_KeepsIt()
    {
        using Env env = WrapperRegistry.Wrap(new TimeLimit(new Countdown(), 3), "TimeAware:5", "TimeLimit:9");
        Assert.Equal(5, ((TimeAware)((Wrapper)env).Inner).MaxEpisodeSteps);
    }

    [Theory]
    [InlineData("Painted:[1,2.5,-inf]", new[] { 1, 2.5f, float.NegativeInfinity }, 3, Shade.Dark, null, false)]
    [InlineData("Painted: 4 , 1e6, light_grey, \"a, [b\", true", new[] { 4f }, 1_000_000, Shade.LightGrey, "a, [b", true)]
    [InlineData("Painted:[],name=x,coats=1_0", new float[0], 10, Shade.Dark, "x", false)]
    [InlineData("Painted:name=null,amounts=[2]", new[] { 2f }, 3, Shade.Dark, null, false)]
    public void Wrap_Arguments_AreThoseOfTheConstructor(string text, float[] amounts, int coats, Shade shade, string? name, bool wet)
    {
        var painted = (Painted)WrapperRegistry.Wrap(new Countdown(), text);
        Assert.Equal(amounts, painted.Amounts);
        Assert.Equal((coats, shade, name, wet), (painted.Coats, painted.Shade, painted.Name, painted.Wet));
        string canonical = WrapperRegistry.Check(text);
        Assert.Equal(canonical, WrapperRegistry.Check(canonical));
        var again = (Painted)WrapperRegistry.Wrap(new Countdown(), canonical);
        Assert.Equal(painted.Amounts, again.Amounts);
        Assert.Equal((coats, shade, name, wet), (again.Coats, again.Shade, again.Name, again.Wet));
    }

    [Fact]
    public void Wrap_Function_TakesItsParameters()
    {
        Assert.Equal(2, ((Painted)WrapperRegistry.Wrap(new Countdown(), "Slowed:0.5,twice=true")).Coats);
        Assert.Equal([0.5f], ((Painted)WrapperRegistry.Wrap(new Countdown(), "Slowed:0.5")).Amounts);
    }

    [Theory]
    [InlineData("time_aware", "TimeAware")]
    [InlineData("TimeAwareObservation: 100", "TimeAware:100")]
    [InlineData(" TimeLimit : max_episode_steps = 5e2", "TimeLimit:max_episode_steps=500")]
    [InlineData("Painted:[ 0.1, 1 ],shade=\"dark\"", "Painted:[0.1,1],shade=dark")]
    public void Check_OtherSpellings_GivesTheOneForFiles(string text, string expected) => Assert.Equal(expected, WrapperRegistry.Check(text));

    [Theory]
    [InlineData("TimeLimt:5", "There is no wrapper 'TimeLimt'. Did you mean 'TimeLimit'?")]
    [InlineData("timelimit:5", "There is no wrapper 'timelimit'. Did you mean 'TimeLimit'?")]
    [InlineData("FrameStak:4", "There is no wrapper 'FrameStak'. Did you mean 'FrameStackObservation'?")]
    [InlineData("TimeLimit", "The wrapper TimeLimit needs max_episode_steps: write TimeLimit:max_episode_steps=...")]
    [InlineData("TimeLimit:", "An argument in 'TimeLimit:' is empty.")]
    [InlineData("TimeLimit:5,6", "'TimeLimit:5,6' has too many arguments. TimeLimit takes max_episode_steps.")]
    [InlineData("TimeLimit:max_episode_step=5", "The wrapper TimeLimit has no argument 'max_episode_step'. Did you mean 'max_episode_steps'? TimeLimit takes max_episode_steps.")]
    [InlineData("TimeLimit:five", "'TimeLimit.max_episode_steps' takes a whole number, in digits, up to 2147483647, but is \"five\".")]
    [InlineData("TimeLimit:2.5", "'TimeLimit.max_episode_steps' takes a whole number, in digits, up to 2147483647, but is 2.5.")]
    [InlineData("TimeLimit:null", "'TimeLimit.max_episode_steps' takes a whole number, in digits, up to 2147483647, but is null.")]
    [InlineData("Painted:[1,two]", "'Painted.amounts' takes a list of numbers, but is [1,\"two\"].")]
    [InlineData("Painted:1,shade=drak", "'Painted.shade' takes one of light_grey, dark, but is \"drak\". Did you mean 'dark'?")]
    [InlineData("Painted:1,amounts=2", "The wrapper Painted is given 'amounts' twice.")]
    [InlineData("Painted:coats=1,2", "In 'Painted:coats=1,2' an argument without a name stands after one with a name.")]
    [InlineData("Painted:[1,2", "The brackets or quotation marks in 'Painted:[1,2' don't match.")]
    [InlineData("Painted:1],[2", "The brackets or quotation marks in 'Painted:1],[2' don't match.")]
    [InlineData("Painted:1,name=\"x", "The brackets or quotation marks in 'Painted:1,name=\"x' don't match.")]
    [InlineData("Painted:1,name=", "An argument in 'Painted:1,name=' is empty.")]
    [InlineData("", "A wrapper is written as its name, or as in TimeLimit:500 with arguments after a colon, but here is ''.")]
    [InlineData("TimeLimit=5", "A wrapper is written as its name, or as in TimeLimit:500 with arguments after a colon, but here is 'TimeLimit=5'.")]
    public void Check_WhatCannotBe_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => WrapperRegistry.Check(text)).Message);

    [Fact]
    public void Find_NothingNear_ListsAll()
    {
        string message = Assert.Throws<FormatException>(() => WrapperRegistry.Find("Zoom")).Message;
        Assert.StartsWith("There is no wrapper 'Zoom'. There are AddRenderObservation, AddWhiteNoise, AtariPreprocessing, Autoreset, ClipAction, ", message, StringComparison.Ordinal);
        Assert.All(WrapperRegistry.All, wrapper => Assert.Contains(wrapper.Name, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TimeLimit:0", "The wrapper TimeLimit:0 can't go around <Countdown>: max_episode_steps ('0') must be greater than or equal to '1'.")]
    [InlineData("TransformReward:NaN", "The wrapper TransformReward:NaN can't go around <Countdown>: scale must be a finite number, but is NaN.")]
    [InlineData("TransformReward:1,-inf", "The wrapper TransformReward:1,-Infinity can't go around <Countdown>: shift must be a finite number, but is -Infinity.")]
    [InlineData("FrameStackObservation:1000000000", "The wrapper FrameStackObservation:1000000000 can't go around <Countdown>: stack_size must be from 1 to 10000, but is 1000000000.")]
    [InlineData("DelayObservation:100000000", "The wrapper DelayObservation:100000000 can't go around <Countdown>: delay must be from 0 to 9999, but is 100000000.")]
    [InlineData("TimeAware", "The wrapper TimeAware can't go around <Countdown>: <Countdown> has no time limit: say how many steps an episode may take.")]
    public void Wrap_WhatDoesNotSuitTheEnvironment_SaysWhy(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => WrapperRegistry.Wrap(new Countdown(), text)).Message);

    [Fact]
    public void Register_WhatCannotBeNamedByText_IsRefused()
    {
        Assert.Throws<ArgumentException>(WrapperRegistry.Register<Painted>);
        Assert.Throws<ArgumentException>(WrapperRegistry.Register<TwoWays>);
        Assert.Throws<ArgumentException>(() => WrapperRegistry.Register("NoEnv", (int count) => new TimeLimit(new Countdown(), count)));
        Assert.Throws<ArgumentException>(() => WrapperRegistry.Register("Function", (Env env, Func<int> count) => new TimeLimit(env, count())));
        Assert.Throws<ArgumentException>(() => WrapperRegistry.Register("Nothing", (Env env) => env.Dispose()));
        Assert.Throws<ArgumentException>(() => WrapperRegistry.Register("time_aware", (Env env) => env));
    }

    [Fact]
    public void All_BuiltIn_AreUnderTheirOwnNamesWithArguments()
    {
        WrapperRegistration limit = WrapperRegistry.All.First(registration => registration.Name == "TimeLimit");
        Assert.Equal(typeof(TimeLimit), limit.Type);
        Assert.Equal([new WrapperParameter("max_episode_steps", typeof(int), true, null)], limit.Parameters);
    }

    private sealed class Painted(Env inner, IReadOnlyList<float> amounts, int coats = 3, Shade shade = Shade.Dark, string? name = null, bool wet = false)
        : Wrapper(inner)
    {
        public IReadOnlyList<float> Amounts { get; } = amounts;

        public int Coats { get; } = coats;

        public Shade Shade { get; } = shade;

        public string? Name { get; } = name;

        public bool Wet { get; } = wet;
    }

    private sealed class TwoWays : Wrapper
    {
        public TwoWays(Env inner)
            : base(inner)
        {
        }

        public TwoWays(Env inner, int count)
            : base(new TimeLimit(inner, count))
        {
        }
    }
}
