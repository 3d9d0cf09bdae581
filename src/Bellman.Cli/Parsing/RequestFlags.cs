using System.CommandLine;
using Bellman.Experiments;

namespace Bellman.Cli;

/// <summary>The flags that say what is to be trained, for one training as for many.</summary>
internal sealed class RequestFlags
{
    private readonly Argument<string?> _environment;
    private readonly Option<string?> _preset = Flags.Text("--preset", "NAME", "The settings to begin with (`bellman presets`). Default: Bellman's own for the environment.");
    private readonly Option<string?> _agent = Flags.Text("--agent", "NAME", "The agent (`bellman agents`). Default: the preset's, or the environment's best.");
    private readonly Option<long?> _steps = Flags.Whole("--steps", "N", "Environment steps to train. Default: the preset's limits.");
    private readonly Option<long?> _episodes = Flags.Whole("--episodes", "N", "Episodes to train. Default: the preset's limits.");
    private readonly Option<string[]> _set = Flags.Repeated("--set", "PATH=VALUE", "Set one option by its path, for instance agent.learning_rate=1e-3.");
    private readonly Option<bool> _overlap = Flags.Switch("--overlap", "Act and learn at the same time on two threads: faster where both take long, with results of its own (training.overlap).");
    private readonly Option<string[]> _wrap = Flags.Wrap("the worlds, outside the wrappers of the preset or configuration");

    /// <summary>Makes the flags.</summary>
    /// <param name="others">What else can name the environment, in words.</param>
    public RequestFlags(string others) => _environment = Flags.Optional(
        "environment", $"The environment, for instance LunarLander-v3. It may be left out where {others} names it.");

    /// <summary>The flags of what to begin with, which make no sense where a run goes on.</summary>
    public IEnumerable<Option> OfANewRun => [_preset, _agent, _set, _wrap, _overlap];

    /// <summary>Adds all of them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_environment);
        foreach (Option option in (Option[])[_preset, _agent, _steps, _episodes, _set, _wrap, _overlap]) command.Options.Add(option);
    }

    /// <summary>The environment.</summary>
    public string? Environment(ParseResult result) => result.GetValue(_environment);

    /// <summary>The limit of steps.</summary>
    public long? Steps(ParseResult result) => result.GetValue(_steps);

    /// <summary>The limit of episodes.</summary>
    public long? Episodes(ParseResult result) => result.GetValue(_episodes);

    /// <summary>The request.</summary>
    public RunRequest Request(ParseResult result) => new()
    {
        Environment = Environment(result),
        Preset = result.GetValue(_preset),
        Agent = result.GetValue(_agent),
        Steps = Steps(result),
        Episodes = Episodes(result),
        Assignments = [.. result.GetValue(_overlap) ? (string[])["training.overlap=true"] : [], .. result.GetValue(_set) ?? []],
        Wrappers = result.GetValue(_wrap) ?? [],
    };
}
