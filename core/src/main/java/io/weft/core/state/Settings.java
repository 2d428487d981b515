/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.core.state;

/**
 * What decides beside the tables: the policy in force and how sharing is counted. Set by the {@code
 * SetPolicy} input, so it is part of the state. Kernel thread only.
 */
public final class Settings {
    /** C_o of the paper in thousandths, before anything is said. */
    public static final int OVERHEAD_PER_MILLE_DEFAULT = 1200;

    private int overheadPerMille = OVERHEAD_PER_MILLE_DEFAULT;
    private boolean rebalances = true;
    private boolean stretchesLimits = true;
    private int policyVersion;
    private long policyNameHash;
    private long acknowledgedPosition = -1;

    Settings() {}

    /**
     * Installs what a {@code SetPolicy} input says.
     *
     * @param nameHash of the policy's name.
     * @param version of the policy.
     * @param newOverheadPerMille C_o in thousandths.
     * @param newRebalances whether nodes are evened out when a job leaves.
     * @param newStretchesLimits whether limits are stretched.
     */
    public void install(
            final long nameHash,
            final int version,
            final int newOverheadPerMille,
            final boolean newRebalances,
            final boolean newStretchesLimits) {
        policyNameHash = nameHash;
        policyVersion = version;
        overheadPerMille = newOverheadPerMille;
        rebalances = newRebalances;
        stretchesLimits = newStretchesLimits;
    }

    /**
     * C_o in thousandths.
     *
     * @return 1000..10000.
     */
    public int overheadPerMille() {
        return overheadPerMille;
    }

    /**
     * Whether the cores of a node are evened out when a job leaves it.
     *
     * @return true if so.
     */
    public boolean rebalances() {
        return rebalances;
    }

    /**
     * Whether time limits are stretched by what sharing may have cost.
     *
     * @return true if so.
     */
    public boolean stretchesLimits() {
        return stretchesLimits;
    }

    /**
     * Version of the policy in force.
     *
     * @return from 1, 0 before the first.
     */
    public int policyVersion() {
        return policyVersion;
    }

    /**
     * Hash of the name of the policy in force.
     *
     * @return the hash, 0 before the first.
     */
    public long policyNameHash() {
        return policyNameHash;
    }

    /**
     * Position up to which decisions need not be sent again.
     *
     * @return the position, -1 if none.
     */
    public long acknowledgedPosition() {
        return acknowledgedPosition;
    }

    /**
     * Sets the position up to which decisions need not be sent again.
     *
     * @param position of the last decision carried out.
     */
    public void acknowledgedPosition(final long position) {
        acknowledgedPosition = position;
    }
}
