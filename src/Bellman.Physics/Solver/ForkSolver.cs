using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// The velocity iterations of a fork: two bodies pinned to a third, and no contacts but with the ground. That is a
/// lander with its legs. The iterations are one long chain of dependent operations, whose latency is the whole cost, so
/// the velocities of the three bodies stay in registers throughout. The operations and their order are the general ones.
/// </summary>
internal static class ForkSolver
{
    /// <summary>Runs the iterations.</summary>
    /// <param name="joints">Two joints with the same body A.</param>
    /// <param name="contacts">Contacts of which every body A is the ground.</param>
    /// <param name="bodies">The bodies of the island.</param>
    /// <param name="iterations">How many.</param>
    public static void Solve(Span<RevoluteConstraint> joints, ContactSolver contacts, Span<SolverBody> bodies, int iterations)
    {
        ref RevoluteConstraint first = ref joints[0];
        ref RevoluteConstraint second = ref joints[1];
        ref SolverBody trunk = ref bodies[first.IndexA];
        ref SolverBody left = ref bodies[first.IndexB];
        ref SolverBody right = ref bodies[second.IndexB];
        if (contacts.Constraints.IsEmpty)
        {
            SolveFree(ref first, ref second, ref trunk, ref left, ref right, iterations);
            return;
        }
        contacts.SortByBody();
        SolveGrounded(
            ref first, ref second, ref trunk, ref left, ref right,
            contacts.Of(first.IndexA), contacts.Of(first.IndexB), contacts.Of(second.IndexB), iterations);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SolveFree(
        ref RevoluteConstraint first, ref RevoluteConstraint second,
        ref SolverBody trunk, ref SolverBody left, ref SolverBody right, int iterations)
    {
        Motion trunkMotion = trunk.Motion;
        Motion leftMotion = left.Motion;
        Motion rightMotion = right.Motion;
        for (int i = 0; i < iterations; i++)
        {
            first.SolveVelocity(ref trunkMotion, ref leftMotion);
            second.SolveVelocity(ref trunkMotion, ref rightMotion);
        }
        trunk.Motion = trunkMotion;
        left.Motion = leftMotion;
        right.Motion = rightMotion;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SolveGrounded(
        ref RevoluteConstraint first, ref RevoluteConstraint second,
        ref SolverBody trunk, ref SolverBody left, ref SolverBody right,
        Span<ContactConstraint> ofTrunk, Span<ContactConstraint> ofLeft, Span<ContactConstraint> ofRight, int iterations)
    {
        Motion trunkMotion = trunk.Motion;
        Motion leftMotion = left.Motion;
        Motion rightMotion = right.Motion;
        for (int i = 0; i < iterations; i++)
        {
            first.SolveVelocity(ref trunkMotion, ref leftMotion);
            second.SolveVelocity(ref trunkMotion, ref rightMotion);
            leftMotion = GroundContact.Solve(ofLeft, leftMotion, first.MassB, first.InertiaB);
            rightMotion = GroundContact.Solve(ofRight, rightMotion, second.MassB, second.InertiaB);
            trunkMotion = GroundContact.Solve(ofTrunk, trunkMotion, first.MassA, first.InertiaA);
        }
        trunk.Motion = trunkMotion;
        left.Motion = leftMotion;
        right.Motion = rightMotion;
    }
}
