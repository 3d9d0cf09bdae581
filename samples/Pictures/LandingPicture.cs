using System.Globalization;
using System.Text;
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Bellman.Physics;

namespace Pictures;

/// <summary>One greedy episode as a time-lapse: the craft every so many steps, over its terrain.</summary>
internal static class LandingPicture
{
    private const double Width = 800, Height = 533, WorldWidth = 20, WorldHeight = 40.0 / 3;
    private const int Every = 14;

    private static readonly Vector2D[] Hull =
        [new(-14, 17), new(-17, 0), new(-17, -10), new(17, -10), new(17, 0), new(14, 17)];

    private static readonly Vector2D[] Leg = [new(-2, -8), new(2, -8), new(2, 8), new(-2, 8)];

    public static string Draw(RunOptions run, string model, ulong seed)
    {
        // The run's own worlds: with its options and wrappers.
        using VectorEnv worlds = run.MakeVector();
        Agent agent = AgentRegistry.LoadModel(model, _ => worlds);
        using Env env = run.MakeEnv();
        var lander = (LunarLander)env.Unwrapped;
        float[] observation = new float[env.ObservationSpace.Size], action = new float[env.ActionSpace.Size];
        env.Reset(observation, seed);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#0b0d17\"/>\n");
        Ground(svg, lander);
        agent.BeginGreedyEpisode();
        double total = 0;
        StepResult result = default;
        for (int step = 0; !result.Done; step++)
        {
            if (step % Every == 0) Craft(svg, lander, 0.25 + (0.35 * Math.Min(1, step / 250.0)));
            agent.ActGreedily(observation, action);
            result = env.Step(action, observation);
            total += result.Reward;
        }

        Craft(svg, lander, 1);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"24\" fill=\"white\" font-family=\"sans-serif\" font-size=\"16\">seed {seed}, return {total:F1}</text>\n</svg>\n");
        return svg.ToString();
    }

    private static void Ground(StringBuilder svg, LunarLander lander)
    {
        var points = new List<string>();
        for (int i = 0; i < lander.TerrainX.Length; i++) points.Add(Point(lander.TerrainX[i], lander.TerrainY[i]));
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', points)} {Point(WorldWidth, 0)} {Point(0, 0)}\" fill=\"#c9ced6\"/>\n");
        foreach (double x in (double[])[lander.HelipadLeft, lander.HelipadRight])
        {
            double y = LunarLander.HelipadHeight;
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{Point(x, y)} {Point(x, y + 1.6)}\" stroke=\"white\" stroke-width=\"2\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Point(x, y + 1.6)} {Point(x, y + 1.25)} {Point(x + 0.8, y + 1.42)}\" fill=\"#e3c229\"/>\n");
        }
    }

    private static void Craft(StringBuilder svg, LunarLander lander, double opacity)
    {
        string fill = string.Create(CultureInfo.InvariantCulture, $"fill=\"#7d66e6\" stroke=\"#4d3db3\" opacity=\"{opacity:F2}\"");
        foreach (Body leg in lander.Legs) svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Outline(leg, Leg)}\" {fill}/>");
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{Outline(lander.Hull, Hull)}\" {fill}/>\n");
    }

    private static string Outline(Body body, Vector2D[] pixels) =>
        string.Join(' ', pixels.Select(pixel => body.GetWorldPoint(1 / 30f * pixel)).Select(point => Point(point.X, point.Y)));

    private static string Point(double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"{x / WorldWidth * Width:F1},{Height - (y / WorldHeight * Height):F1}");
}
