using System.CommandLine;
using System.Text.Json.Nodes;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>The flags of <c>bellman sweep</c>.</summary>
internal sealed class SweepFlags
{
    private readonly RequestFlags _request = new("a preset or --file");

    private readonly Option<string[]> _grid = Flags.Repeated(
        "--grid", "PATH=V1,V2,...", "An option and the values that it takes, lists in brackets: agent.hidden_sizes=[64,64],[128,128]. All combinations are trained.");

    private readonly Option<string?> _seeds = Flags.Text("--seeds", "SEEDS", $"The seeds that each setting is trained with, as 0..4 or 0,3,7. Default: {SweepRequest.DefaultSeeds}.");
    private readonly Option<long?> _jobs = Flags.Whole("--jobs", "N", "How many trainings run at a time; it changes nothing in their results. Default: one for each processor.");

    private readonly Option<long?> _evaluation = Flags.Whole(
        "--evaluation-episodes", "N", $"Over how many greedy episodes each training is evaluated at its end. Default: {Trials.DefaultEpisodes}.");

    private readonly Option<string?> _file = Flags.Text("--file", "FILE", "A sweep in JSON: a configuration with the keys grid, seeds, jobs and evaluation_episodes. Flags win over it.");
    private readonly Option<string?> _out = Flags.Text("--out", "DIR", "The folder for the sweep. Default: sweeps/ENVIRONMENT/PRESET-OPTIONS. What has finished there is not trained again.");
    private readonly Option<bool> _json = Flags.Json();
    private readonly Option<bool> _quiet = Flags.Quiet();

    /// <summary>Adds all of them to the command.</summary>
    public void AddTo(Command command)
    {
        _request.AddTo(command);
        foreach (Option option in (Option[])[_grid, _seeds, _jobs, _evaluation, _file, _out, _json, _quiet]) command.Options.Add(option);
    }

    /// <summary>What is asked for.</summary>
    public SweepRequest Request(ParseResult result)
    {
        var request = new SweepRequest
        {
            Common = _request.Request(result),
            Grid = [.. (result.GetValue(_grid) ?? []).Select(SweepAxis.Parse)],
            Seeds = result.GetValue(_seeds) is { } seeds ? SeedList.Parse(seeds) : null,
            Jobs = Limited(result.GetValue(_jobs)),
            EvaluationEpisodes = Limited(result.GetValue(_evaluation)),
        };
        if (result.GetValue(_file) is not { } file) return request;
        JsonObject json = OpenRun.GivenConfiguration(file, "--file");
        return request.Over(json, file);
    }

    /// <summary>The folder for the sweep.</summary>
    public string? Out(ParseResult result) => result.GetValue(_out);

    /// <summary>Whether the output is JSON.</summary>
    public bool Json(ParseResult result) => result.GetValue(_json);

    /// <summary>Whether no progress is shown.</summary>
    public bool Quiet(ParseResult result) => result.GetValue(_quiet);

    private static int? Limited(long? number) => number is { } given ? (int)Math.Min(given, int.MaxValue) : null;
}
