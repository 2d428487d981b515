package io.weft.simulator.ncs;

/** What the clock tells the world: the kernel, and whoever keeps the results. */
public interface NcsHost {
    boolean submit(NcsJob job);

    void ended(NcsJob job, int nowS);

    void moved(NcsJob job);

    void pass(int nowS);
}
