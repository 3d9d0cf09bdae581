namespace Bellman.Core.Tests.Rendering;

public class EnvDrawTests
{
    [Fact]
    public void Draw_BeforeReset_IsRefused()
    {
        using var env = new Painted();
        Assert.Throws<InvalidOperationException>(() => env.Draw(new RgbCanvas()));
    }

    [Fact]
    public void Draw_ThroughWrappers_ReachesTheInnermostOnce()
    {
        using var env = new TimeLimit(new Painted(), 10);
        env.Reset(new float[1], seed: 1);
        env.Draw(new RgbCanvas());
        Assert.Equal(1, ((Painted)env.Unwrapped).Drawn);
        Assert.Equal(7, env.FramesPerSecond);
        Assert.Equal(["left", "right"], env.ActionNames);
        Assert.Equal(["place"], env.ObservationNames);
    }

    [Fact]
    public void Names_WhereAWrapperChangesTheSpace_AreNone()
    {
        using var env = new FrameStackObservation(new Painted(), 2);
        Assert.Empty(env.ObservationNames);
        Assert.Equal(["left", "right"], env.ActionNames);
    }

    [Fact]
    public void Draw_OnACanvasOfAnotherSize_FillsIt()
    {
        using var env = new Painted();
        env.Reset(new float[1], seed: 1);
        var canvas = new RgbCanvas(300, 300);
        env.Draw(canvas);

        // The picture is 300 by 200 in the middle: its lower right corner is marked.
        Assert.Equal(255u, canvas.Pixels[(249 * 300) + 299] & 255);
        Assert.Equal(0u, canvas.Pixels[(251 * 300) + 299] & 255);
    }

    [Fact]
    public void Draw_WithoutAPictureOfItsOwn_SaysSo()
    {
        using var env = new Countdown();
        env.Reset(new float[2], seed: 1);
        var canvas = new SvgCanvas();
        env.Draw(canvas);
        Assert.Contains(">Countdown<", canvas.ToString(), StringComparison.Ordinal);
    }

    private sealed class Painted : Env
    {
        public int Drawn { get; private set; }

        public override Space ObservationSpace { get; } = new Box(-1, 1);

        public override Space ActionSpace { get; } = new Discrete(2);

        public override double FramesPerSecond => 7;

        public override IReadOnlyList<string> ObservationNames => ["place"];

        public override IReadOnlyList<string> ActionNames => ["left", "right"];

        protected override void OnReset(Span<float> observation) => observation[0] = 0;

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation) => new(0, false);

        protected override void OnDraw(ICanvas canvas)
        {
            Drawn++;
            canvas.Clear(Rgba.Black);
            canvas.FillRectangle(590, 390, 10, 10, new Rgba(255, 0, 0));
        }
    }
}
