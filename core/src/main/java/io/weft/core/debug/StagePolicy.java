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
package io.weft.core.debug;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;

/**
 * The policy of a time machine: it counts its passes, and another may play its part. What the
 * journal hears of it, name and version, stays that of the one it stands for.
 */
final class StagePolicy extends ForwardingPolicy {
    private final String name;
    private final int version;
    private PlacementPolicy current;
    private ClusterView view;
    private long passCount;

    StagePolicy(final PlacementPolicy named, final PlacementPolicy playing) {
        super(playing);
        name = named.name();
        version = named.version();
        current = playing;
        if (named != playing) {
            named.close();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        super.attach(newView);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        passCount++;
        super.pass(timeNs, sink);
    }

    /** Passes since it was made. */
    long passCount() {
        return passCount;
    }

    /** What plays the part now. */
    String playing() {
        return current.name() + " " + current.version();
    }

    /** Lets another play, which looks at the state as it is now. */
    void replace(final PlacementPolicy playing) {
        current.close();
        current = playing;
        forwardTo(playing);
        playing.attach(view);
    }

    @Override
    public Footprint footprint() {
        return current.footprint();
    }

    @Override
    public void close() {
        current.close();
    }
}
