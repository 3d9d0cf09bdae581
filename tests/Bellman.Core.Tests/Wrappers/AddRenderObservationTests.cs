namespace Bellman.Core.Tests.Wrappers;

public sealed class AddRenderObservationTests
{
    [Theory]
    [InlineData("AddRenderObservation", 600, 400)]
    [InlineData("AddRenderObservation:width=60,height=40", 60, 40)]
    public void AddRenderObservation_ByDefault_ShowsThePictureAlone(string wrapper, int width, int height)
    {
        using Env env = WrapperRegistry.Wrap(new Countdown(9), wrapper);
        Assert.Equal(new Box(0, 255, [height, width, 3], ElementType.Byte), env.ObservationSpace);
        float[] observation = new float[env.ObservationSpace.Size];
        env.Reset(observation, seed: 1);
        Assert.Equal(PictureOf(env, width, height), observation);
        env.Step([1], observation);
        Assert.Equal(PictureOf(env, width, height), observation);
        Assert.True(env.ObservationSpace.Contains(observation));
    }

    [Fact]
    public void AddRenderObservation_BesideAnObservation_IsADictOfBoth()
    {
        using var bare = new Countdown(9);
        using var env = new AddRenderObservation(new Countdown(9), renderOnly: false, width: 30, height: 20);
        var space = Assert.IsType<DictSpace>(env.ObservationSpace);
        Assert.Equal(["pixels", "state"], space.Names);
        float[] observation = new float[space.Size], state = new float[2];
        bare.Reset(state, seed: 3);
        env.Reset(observation, seed: 3);
        Assert.Equal(state, observation[space.RangeOf("state")]);
        bare.Step([2], state);
        env.Step([2], observation);
        Assert.Equal(state, observation[space.RangeOf("state")]);
        Assert.Equal(PictureOf(env, 30, 20), observation[space.RangeOf("pixels")]);
    }

    [Fact]
    public void AddRenderObservation_AroundADict_ComesToItsParts()
    {
        using var inner = new AddRenderObservation(new Countdown(9), renderOnly: false, width: 3, height: 2);
        using var env = new AddRenderObservation(inner, renderOnly: false, renderKey: "large", width: 6, height: 4);
        var space = Assert.IsType<DictSpace>(env.ObservationSpace);
        Assert.Equal(["large", "pixels", "state"], space.Names);
        float[] observation = new float[space.Size];
        env.Reset(observation, seed: 3);
        Assert.Equal(PictureOf(env, 6, 4), observation[space.RangeOf("large")]);
        Assert.Equal(PictureOf(env, 3, 2), observation[space.RangeOf("pixels")]);
    }

    [Theory]
    [InlineData("AddRenderObservation:render_only=false,render_key=state", "both called 'state'")]
    [InlineData("AddRenderObservation:width=0", "width must be from 1 to 4096 pixels, but is 0")]
    [InlineData("AddRenderObservation:height=5000", "height must be from 1 to 4096 pixels, but is 5000")]
    public void AddRenderObservation_OfArgumentsThatDoNotFit_SaysWhich(string wrapper, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => WrapperRegistry.Wrap(new Countdown(), wrapper)).Message, StringComparison.Ordinal);

    [Fact]
    public void AddRenderObservation_UnderATakenName_IsRefused()
    {
        var inner = new AddRenderObservation(new Countdown(9), renderOnly: false, width: 3, height: 2);
        Assert.Contains("a part 'pixels' already", Assert.Throws<ArgumentException>(() => new AddRenderObservation(inner, renderOnly: false)).Message, StringComparison.Ordinal);
    }

    private static float[] PictureOf(Env env, int width, int height)
    {
        var canvas = new RgbCanvas(width, height);
        env.Draw(canvas);
        byte[] bytes = new byte[3 * width * height];
        canvas.CopyRgb(bytes);
        return [.. bytes.Select(value => (float)value)];
    }
}
