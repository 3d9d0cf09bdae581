using System.CommandLine;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>The flags of <c>bellman train</c>.</summary>
internal sealed class TrainFlags
{
    private readonly RequestFlags _request = new("a preset, a configuration or --resume");
    private readonly Option<ulong?> _seed = Flags.Seed("The seed of the run: the same one gives the same model, bit for bit. Default: one is drawn and recorded.");
    private readonly Option<string?> _config = Flags.Text("--config", "FILE", "A configuration, such as the config.json of a run; only what it names is changed.");
    private readonly Option<string?> _out = Flags.Text("--out", "DIR", "The folder for the run. Default: runs/ENVIRONMENT/PRESET-seedN.");
    private readonly Option<string?> _resume = Flags.Text("--resume", "DIR", "Go on with the run in this folder, bit for bit as if it had never stopped.");
    private readonly Option<bool> _json = Flags.Json();
    private readonly Option<bool> _quiet = Flags.Quiet();
    private readonly Option<bool> _noReport = Flags.Switch("--no-report", "Write no report.html at the end.");

    /// <summary>Adds all of them to the command.</summary>
    public void AddTo(Command command)
    {
        _request.AddTo(command);
        foreach (Option option in (Option[])[_seed, _config, _out, _resume, _json, _quiet, _noReport]) command.Options.Add(option);
    }

    /// <summary>The request for a new run.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="config">The configuration file, or <see langword="null"/> for none.</param>
    public RunRequest Request(ParseResult result, string? config) => _request.Request(result) with
    {
        Configuration = config is null ? null : OpenRun.GivenConfiguration(config, "--config"),
        ConfigurationFile = config,
        Seed = result.GetValue(_seed),
    };

    /// <summary>The run to go on with.</summary>
    public string? Resume(ParseResult result) => result.GetValue(_resume);

    /// <summary>The configuration file.</summary>
    public string? Config(ParseResult result) => result.GetValue(_config);

    /// <summary>The folder for the run.</summary>
    public string? Out(ParseResult result) => result.GetValue(_out);

    /// <summary>The limit of steps.</summary>
    public long? Steps(ParseResult result) => _request.Steps(result);

    /// <summary>The limit of episodes.</summary>
    public long? Episodes(ParseResult result) => _request.Episodes(result);

    /// <summary>Whether the output is JSON.</summary>
    public bool Json(ParseResult result) => result.GetValue(_json);

    /// <summary>Whether no progress is shown.</summary>
    public bool Quiet(ParseResult result) => result.GetValue(_quiet);

    /// <summary>Whether a page about the run is written at its end.</summary>
    public bool Report(ParseResult result) => !result.GetValue(_noReport);

    /// <summary>The first flag that was given and makes no sense together with --resume.</summary>
    public string? UsedWithoutResume(ParseResult result) => _request.Environment(result) is { } environment
        ? $"'{environment}'"
        : ((Option[])[.. _request.OfANewRun, _seed, _config, _out]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false })?.Name;
}
