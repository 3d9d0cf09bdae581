namespace Bellman.Cli;

/// <summary>How long an update takes.</summary>
/// <param name="One">Seconds on one thread.</param>
/// <param name="Two">Seconds on two threads.</param>
/// <param name="Beside">Seconds on one thread while another one makes updates of its own.</param>
/// <param name="Allocated">Bytes allocated by an update on two threads.</param>
internal sealed record ThreadTimes(double One, double Two, double Beside, double Allocated);
