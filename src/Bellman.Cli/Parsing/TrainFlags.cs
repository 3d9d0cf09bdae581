using System.CommandLine;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>The flags of <c>bellman train</c>.</summary>
internal sealed class TrainFlags
{
    private readonly Argument<string?> _environment = Flags.Optional(
        "environment", "The environment, for instance LunarLander-v3. It may be left out where a preset, a configuration or --resume names it.");

    private readonly Option<string?> _preset = Flags.Text("--preset", "NAME", "The settings to begin with (`bellman presets`). Default: Bellman's own for the environment.");
    private readonly Option<string?> _agent = Flags.Text("--agent", "NAME", "The agent (`bellman agents`). Default: the preset's.");
    private readonly Option<ulong?> _seed = Flags.Seed("The seed of the run: the same one gives the same model, bit for bit. Default: one is drawn and recorded.");
    private readonly Option<long?> _steps = Flags.Whole("--steps", "N", "Environment steps to train. Default: the preset's limits.");
    private readonly Option<long?> _episodes = Flags.Whole("--episodes", "N", "Episodes to train. Default: the preset's limits.");
    private readonly Option<string?> _config = Flags.Text("--config", "FILE", "A configuration, such as the config.json of a run; only what it names is changed.");
    private readonly Option<string?> _out = Flags.Text("--out", "DIR", "The folder for the run. Default: runs/ENVIRONMENT/PRESET-seedN.");
    private readonly Option<string?> _resume = Flags.Text("--resume", "DIR", "Go on with the run in this folder, bit for bit as if it had never stopped.");
    private readonly Option<bool> _json = Flags.Switch("--json", "One JSON object per line on standard output, and nothing else there.");
    private readonly Option<bool> _quiet = Flags.Switch("--quiet", "No progress, only what came of it.");

    private readonly Option<string[]> _set = Flags.Repeated("--set", "PATH=VALUE", "Set one option by its path, for instance agent.learning_rate=1e-3.");
    private readonly Option<string[]> _wrap = Flags.Wrap("the worlds, outside the wrappers of the preset or configuration");

    /// <summary>Adds all of them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_environment);
        foreach (Option option in (Option[])[_preset, _agent, _seed, _steps, _episodes, _set, _wrap, _config, _out, _resume, _json, _quiet])
            command.Options.Add(option);
    }

    /// <summary>The request for a new run.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="config">The configuration file, or <see langword="null"/> for none.</param>
    public RunRequest Request(ParseResult result, string? config) => new()
    {
        Environment = result.GetValue(_environment),
        Preset = result.GetValue(_preset),
        Agent = result.GetValue(_agent),
        Configuration = config is null ? null : OpenRun.GivenConfiguration(config),
        ConfigurationFile = config,
        Seed = result.GetValue(_seed),
        Steps = result.GetValue(_steps),
        Episodes = result.GetValue(_episodes),
        Assignments = result.GetValue(_set) ?? [],
        Wrappers = result.GetValue(_wrap) ?? [],
    };

    /// <summary>The run to go on with.</summary>
    public string? Resume(ParseResult result) => result.GetValue(_resume);

    /// <summary>The configuration file.</summary>
    public string? Config(ParseResult result) => result.GetValue(_config);

    /// <summary>The folder for the run.</summary>
    public string? Out(ParseResult result) => result.GetValue(_out);

    /// <summary>The limit of steps.</summary>
    public long? Steps(ParseResult result) => result.GetValue(_steps);

    /// <summary>The limit of episodes.</summary>
    public long? Episodes(ParseResult result) => result.GetValue(_episodes);

    /// <summary>Whether the output is JSON.</summary>
    public bool Json(ParseResult result) => result.GetValue(_json);

    /// <summary>Whether no progress is shown.</summary>
    public bool Quiet(ParseResult result) => result.GetValue(_quiet);

    /// <summary>The first flag that was given and makes no sense together with --resume.</summary>
    public string? UsedWithoutResume(ParseResult result) => result.GetValue(_environment) is { } environment
        ? $"'{environment}'"
        : ((Option[])[_preset, _agent, _seed, _set, _wrap, _config, _out]).FirstOrDefault(option => result.GetResult(option) is not null)?.Name;
}
