using System.Globalization;
using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Training;

/// <summary>
/// Writes a plain line of progress now and then: episode, steps, steps per second, how much the agent explores (epsilon, the scale of its noise or its entropy) and its
/// loss, the last episode's return and the mean of the last 100, the memory used; and a line when the environment is solved.
/// </summary>
public sealed class ConsoleProgress : ICallback
{
    /// <summary>What of an agent's own figures is shown, where it has them.</summary>
    private static readonly (string Name, string Label, string Format)[] OfTheAgent =
        [("epsilon", "epsilon", "F3"), ("noise_scale", "noise", "F3"), ("entropy", "entropy", "F3"), ("loss", "loss", "G4")];

    private readonly TextWriter _writer;
    private readonly long _every;
    private StepSchedule _schedule;
    private bool _solved;

    /// <summary>Creates the callback.</summary>
    /// <param name="writer">Where the lines go. Default: standard output.</param>
    /// <param name="every">The distance in environment steps. Default 0: <see cref="TrainingOptions.LogEvery"/>.</param>
    public ConsoleProgress(TextWriter? writer = null, long every = 0)
    {
        _writer = writer ?? Console.Out;
        _every = Check.NotNegative(every, nameof(every));
    }

    /// <inheritdoc/>
    public void OnTrainingStart(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _schedule = new StepSchedule(_every > 0 ? _every : context.Options.LogEvery);
        _schedule.IsDue(context.Step);
        _solved = context.Solved is not null;
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_schedule.IsDue(context.Step)) WriteLine(context);
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd(TrainingContext context, in EpisodeRecord episode)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_solved || context.Solved is not { } solved) return;
        _solved = true;
        _writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"solved in {solved.Episode} episodes, {solved.Step} steps, {solved.Seconds:F1} s"));
    }

    private void WriteLine(TrainingContext context)
    {
        Core.Metrics metrics = context.Agent.Metrics;
        string[] figures =
        [
            $"steps {context.Step}",
            $"episode {context.Episode}",
            $"steps/s {Figure(context.StepsPerSecond, "F0")}",
            .. OfTheAgent.Where(figure => metrics.Find(figure.Name) is not null).Select(figure => $"{figure.Label} {Figure(metrics.Find(figure.Name)!.Last, figure.Format)}"),
            $"return {Figure(context.LastEpisode?.Return, "F2")}",
            $"mean of last 100 {Figure(context.MeanReturn, "F2")}",
            $"seconds {Figure(context.Elapsed.TotalSeconds, "F1")}",
            $"memory {ProcessMemory.UsedBytes >> 20}/{ProcessMemory.TotalBytes >> 20} MB",
        ];
        _writer.WriteLine(string.Join("  ", figures));
    }

    private static string Figure(double? value, string format) =>
        value is { } given && double.IsFinite(given) ? given.ToString(format, CultureInfo.InvariantCulture) : "-";
}
