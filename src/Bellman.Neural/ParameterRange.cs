namespace Bellman.Neural;

/// <summary>Neighbouring elements of the flat parameter array, all kernels or all others.</summary>
internal readonly record struct ParameterRange(int Start, int Length, bool IsKernel);
