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
package io.weft.manager.daemon;

import io.weft.manager.ResourceManager;
import java.util.List;

/** An adapter to nothing, with one setting. */
final class PlainAdapter implements SiteAdapter {
    int nodeCount;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Site read(final SettingSection section, final SiteSettings settings) {
        nodeCount = (int) section.integer("nodes", 1, 100, 4, "How many nodes there are.");
        return new Site() {
            @Override
            public ResourceManager open() {
                throw new UnsupportedOperationException();
            }

            @Override
            public SiteExam exam() {
                return () -> List.of(Finding.ok("nodes", "" + nodeCount));
            }
        };
    }

    @Override
    public List<String> siteFiles() {
        return List.of();
    }
}
