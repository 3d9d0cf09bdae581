namespace Bellman.Core;

/// <summary>Makes an observation out of another one, for <see cref="TransformObservation"/>.</summary>
/// <param name="inner">What the environment inside shows.</param>
/// <param name="observation">Receives as many numbers as the new space has.</param>
public delegate void ObservationTransform(ReadOnlySpan<float> inner, Span<float> observation);
