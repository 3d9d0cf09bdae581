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
        int done = SolveUntilRepeated(ref first, ref second, ref trunkMotion, ref leftMotion, ref rightMotion, iterations, out int period);
        if (done < iterations)
        {
            done += ForkCycle.Skip(
                ref first, ref second, ref trunkMotion, ref leftMotion, ref rightMotion, period, iterations - done);
        }
        for (; done < iterations; done++)
        {
            first.SolveVelocity(ref trunkMotion, ref leftMotion);
            second.SolveVelocity(ref trunkMotion, ref rightMotion);
        }
        trunk.Motion = trunkMotion;
        left.Motion = leftMotion;
        right.Motion = rightMotion;
    }

    /// <summary>
    /// Iterates until the velocities and the motors' impulses, from which an iteration follows, are bit for bit as they
    /// were some iterations before. It compares with what it saw after the latest power of two (R. Brent, "An improved
    /// Monte Carlo factorization algorithm", 1980), which costs next to nothing beside the latency of an iteration.
    /// </summary>
    /// <returns>How many iterations were made.</returns>
    private static int SolveUntilRepeated(
        ref RevoluteConstraint first, ref RevoluteConstraint second,
        ref Motion trunk, ref Motion left, ref Motion right, int iterations, out int period)
    {
        Motion trunkMotion = trunk;
        Motion leftMotion = left;
        Motion rightMotion = right;
        Motion seenTrunk = default;
        Motion seenLeft = default;
        Motion seenRight = default;
        var seenMotors = (First: float.NaN, Second: float.NaN);
        int seenAt = 0;
        int done = 0;
        while (done < iterations)
        {
            first.SolveVelocity(ref trunkMotion, ref leftMotion);
            second.SolveVelocity(ref trunkMotion, ref rightMotion);
            done++;
            if (Motion.AreSame(rightMotion, seenRight) && Motion.AreSame(leftMotion, seenLeft) && Motion.AreSame(trunkMotion, seenTrunk)
                && Motion.AreSame(first.MotorImpulse, seenMotors.First) && Motion.AreSame(second.MotorImpulse, seenMotors.Second))
            {
                break;
            }
            if ((done & (done - 1)) == 0)
            {
                seenTrunk = trunkMotion;
                seenLeft = leftMotion;
                seenRight = rightMotion;
                seenMotors = (first.MotorImpulse, second.MotorImpulse);
                seenAt = done;
            }
        }
        trunk = trunkMotion;
        left = leftMotion;
        right = rightMotion;
        period = done - seenAt;
        return done;
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
