using System.Globalization;
using System.Numerics;

namespace Bellman.Core;

/// <summary>The picture of an environment with a strip below it: step, return, and what the agent thinks of each action or how far it pushes.</summary>
public static class EpisodePicture
{
    /// <summary>The strip's height in units of the drawing.</summary>
    public const int StripHeight = 56;

    /// <summary>The height of the picture and the strip together.</summary>
    public const int Height = Env.PictureHeight + StripHeight;

    private const float Top = Env.PictureHeight, FirstBar = 150, Right = Env.PictureWidth - 12, Gap = 10;
    private const int MostBars = 8;
    private static readonly Rgba Background = Rgba.Of(0x12151e), Text = Rgba.Of(0xe6eaf2), Faint = Rgba.Of(0x8b94a7), Bar = Rgba.Of(0x46566f), Chosen = Rgba.Of(0xf2b33d), Rail = Rgba.Of(0x232937);

    /// <summary>Draws both on a canvas of <see cref="Env.PictureWidth"/> by <see cref="Height"/> units.</summary>
    /// <param name="canvas">What to draw on.</param>
    /// <param name="env">The world, after a reset.</param>
    /// <param name="status">What the strip shows.</param>
    public static void Draw(ICanvas canvas, Env env, EpisodeStatus status)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(env);

        // The world's picture is put into the middle of a canvas that is higher than it.
        canvas.Push(Affine.Translation(0, -StripHeight / 2.0));
        env.Draw(canvas);
        canvas.Pop();
        canvas.FillRectangle(0, Top, Env.PictureWidth, StripHeight, Background);
        string episode = status.Episode > 0 ? string.Create(CultureInfo.InvariantCulture, $"{status.Episode}:  ") : "";
        canvas.Text(string.Create(CultureInfo.InvariantCulture, $"{episode}step {status.Step}"), new Vector2(14, Top + 23), 14, Text);
        canvas.Text(string.Create(CultureInfo.InvariantCulture, $"return {status.Return:0.0#}"), new Vector2(14, Top + 44), 14, Text);
        if (env.ActionSpace is Discrete choices) Choices(canvas, env, choices, status);
        else if (env.ActionSpace is Box box && !status.Action.IsEmpty) Numbers(canvas, env, box, status.Action);
    }

    private static void Choices(ICanvas canvas, Env env, Discrete choices, EpisodeStatus status)
    {
        int chosen = status.Action.IsEmpty ? -1 : (int)status.Action[0] - choices.Start;
        if (choices.Count > MostBars)
        {
            if (chosen >= 0) canvas.Text($"action {Name(env, chosen)}", new Vector2(FirstBar, Top + 34), 14, Chosen);
            return;
        }

        float width = (Right - FirstBar + Gap) / choices.Count;
        (float low, float high) = Range(status);
        for (int i = 0; i < choices.Count; i++)
        {
            float x = FirstBar + (i * width);
            Label(canvas, Name(env, i), x, width - Gap, i == chosen);
            canvas.FillRounded(x, Top + 27, width - Gap, 7, 3.5f, Rail);
            if (status.Scores.Length != choices.Count)
            {
                if (i == chosen) canvas.FillRounded(x, Top + 27, width - Gap, 7, 3.5f, Chosen);
                continue;
            }

            float score = status.Scores[i], share = high > low ? Math.Clamp((score - low) / (high - low), 0.02f, 1) : 1;
            canvas.FillRounded(x, Top + 27, share * (width - Gap), 7, 3.5f, i == chosen ? Chosen : Bar);
            string value = status.AreProbabilities ? score.ToString("0%", CultureInfo.InvariantCulture) : score.ToString("0.0#", CultureInfo.InvariantCulture);
            canvas.Text(value, new Vector2(x, Top + 48), 11, i == chosen ? Text : Faint);
        }
    }

    private static void Numbers(ICanvas canvas, Env env, Box box, ReadOnlySpan<float> action)
    {
        int count = Math.Min(action.Length, MostBars);
        float width = (Right - FirstBar + Gap) / count;
        for (int i = 0; i < count; i++)
        {
            float x = FirstBar + (i * width), length = width - Gap, low = box.Low[i], high = box.High[i];
            Label(canvas, Name(env, i), x, length, false);
            canvas.FillRounded(x, Top + 27, length, 7, 3.5f, Rail);
            canvas.Text(action[i].ToString("0.00", CultureInfo.InvariantCulture), new Vector2(x, Top + 48), 11, Text);
            if (!float.IsFinite(high - low) || !(high > low)) continue;
            float at = Math.Clamp((action[i] - low) / (high - low), 0, 1), zero = Math.Clamp(-low / (high - low), 0, 1);
            canvas.FillRectangle(x + (Math.Min(at, zero) * length), Top + 27, Math.Max(1, Math.Abs(at - zero) * length), 7, Chosen);
        }
    }

    /// <summary>A name, as small as it must be to fit.</summary>
    private static void Label(ICanvas canvas, string name, float x, float width, bool isChosen)
    {
        float size = Math.Min(11, 11 * width / Math.Max(1, StrokeFont.Measure(name, 11)));
        canvas.Text(name, new Vector2(x, Top + 20), size, isChosen ? Chosen : Faint);
    }

    private static string Name(Env env, int index) => index < env.ActionNames.Count ? env.ActionNames[index] : index.ToString(CultureInfo.InvariantCulture);

    private static (float Low, float High) Range(EpisodeStatus status)
    {
        if (status.AreProbabilities) return (0, 1);
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (float score in status.Scores) (low, high) = (Math.Min(low, score), Math.Max(high, score));

        // The worst action has a short bar, not none.
        return (low - (0.15f * (high - low)), high);
    }
}
