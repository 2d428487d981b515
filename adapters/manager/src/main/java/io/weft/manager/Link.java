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
package io.weft.manager;

/**
 * Whether the manager can be reached, and when it is tried next. After a failure nothing is asked
 * of it but one observation, later and later, until that is answered.
 */
final class Link {
    private static final long NEVER = BridgeStatus.NULL_TIME;

    private final BridgeSettings settings;
    private final BridgeListener listener;
    private boolean isConnected;
    private long sinceNs = NEVER;
    private long lastObservationNs = NEVER;
    private long nextObservationNs = NEVER;
    private long backoffNs;
    private String lastError = "";

    Link(final BridgeSettings settings, final BridgeListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    boolean isConnected() {
        return isConnected;
    }

    long sinceNs() {
        return sinceNs;
    }

    long lastObservationNs() {
        return lastObservationNs;
    }

    long nextObservationNs() {
        return nextObservationNs;
    }

    String lastError() {
        return lastError;
    }

    boolean isObservationDue(final long nowNs) {
        return nowNs >= nextObservationNs;
    }

    /** Looks at once, unless the manager is left alone for a while. */
    void hurry() {
        if (isConnected) {
            nextObservationNs = NEVER;
        }
    }

    void observed(final long nowNs, final int jobCount) {
        if (!isConnected) {
            isConnected = true;
            sinceNs = nowNs;
            listener.onConnected(jobCount);
        }
        lastObservationNs = nowNs;
        nextObservationNs = nowNs + settings.observePeriodNs();
    }

    /** Everything that was asked of the manager in a cycle was answered. */
    void cycleDone() {
        backoffNs = 0;
    }

    void failed(final ManagerException failure, final long nowNs) {
        backoffNs =
                Math.min(settings.backoffMaxNs(), Math.max(settings.backoffMinNs(), 2 * backoffNs));
        nextObservationNs = nowNs + backoffNs;
        lastError = failure.kind() + ": " + failure.getMessage();
        if (isConnected || sinceNs == NEVER) {
            isConnected = false;
            sinceNs = nowNs;
            listener.onDisconnected(failure, backoffNs);
        }
    }
}
